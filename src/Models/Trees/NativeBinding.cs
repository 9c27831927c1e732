using ServerlessTraining.Domain;
using ServerlessTraining.Models.Native;

namespace ServerlessTraining.Models.Trees;

/// <summary>A native library that is loaded when a training or a model first needs it, so that one that is missing stops only the model types that stand on it.</summary>
/// <param name="natives">Where it is listed.</param>
/// <param name="name">One of <see cref="NativeLibraryNames.All"/>.</param>
/// <param name="bind">Finds its functions.</param>
internal sealed class NativeBinding<T>(NativeLibraryOptions natives, string name, Func<NativeFunctions, T> bind)
    where T : class
{
    private volatile T? bound;

    /// <summary>Safe for several threads: those that come first at once bind to the same library. A failure is not kept: set-up may bring the library while a host
    /// runs.</summary>
    /// <exception cref="ServerlessTrainingException">It does not load, or is another library or build.</exception>
    public T For(string modelType)
    {
        if (bound is { } there) return there;
        NativeLibraryStatus status = new NativeLibraryInventory(natives).Load(name, out nint handle);
        if (status.Error is { } error)
        {
            throw new ServerlessTrainingException(
                $"The model type '{modelType}' needs the native library '{name}', which cannot be used: {error.TrimEnd('.')}. "
                + $"Where {NativeLibraryNames.Variable(name)} names a library, set-up takes that one.");
        }

        return bound = bind(new NativeFunctions(handle, status.Path!));
    }
}
