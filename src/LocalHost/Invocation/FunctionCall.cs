using System.Reflection;
using ServerlessTraining.LocalHost.Discovery;

namespace ServerlessTraining.LocalHost.Invocation;

/// <summary>One call of a function: what its parameters are filled from, and what it gave.</summary>
public abstract class FunctionCall
{
    private protected FunctionCall(AppFunction function, CancellationToken cancellationToken)
    {
        Function = function;
        CancellationToken = cancellationToken;
    }

    public AppFunction Function { get; }

    public CancellationToken CancellationToken { get; }

    public string InvocationId { get; } = Guid.NewGuid().ToString();

    /// <summary>What the function returned once awaited; null before that, and for nothing.</summary>
    public object? Result { get; internal set; }

    /// <summary>The trigger's metadata, by names without regard to case.</summary>
    internal virtual IReadOnlyDictionary<string, object?> BindingData { get; } = new Dictionary<string, object?>(StringComparer.OrdinalIgnoreCase);

    /// <summary>The value of the trigger's parameter, or of one that this kind of function knows by name.</summary>
    internal abstract ValueTask<object?> BindAsync(ParameterInfo parameter, IServiceProvider services);

    /// <summary>A parameter whose value is missing gets its default, or null where that is allowed.</summary>
    private protected object? Missing(ParameterInfo parameter)
    {
        if (parameter.HasDefaultValue) return parameter.DefaultValue;
        Type type = parameter.ParameterType;
        return !type.IsValueType || Nullable.GetUnderlyingType(type) is not null
            ? null
            : throw new LocalHostException(
                $"Function '{Function.Name}' needs a value for '{parameter.Name}' and got none; send one, give the parameter a default or make it {type.Name}?.");
    }
}
