using System.Reflection;

namespace ServerlessTraining.LocalHost.Invocation;

/// <summary>Waits for what a function returned, whatever way it is asynchronous.</summary>
internal static class ReturnValue
{
    private const string NoResult = "System.Threading.Tasks.VoidTaskResult";

    public static async Task<object?> AwaitAsync(object? returned)
    {
        switch (returned)
        {
            case Task task:
                await task;
                return Result(task);
            case ValueTask plain:
                await plain;
                return null;
            case { } other when other.GetType() is { IsGenericType: true } type && type.GetGenericTypeDefinition() == typeof(ValueTask<>):
                MethodInfo asTask = type.GetMethod(nameof(ValueTask<int>.AsTask))!;
                Task converted = (Task)asTask.Invoke(other, BindingFlags.DoNotWrapExceptions, binder: null, parameters: null, culture: null)!;
                await converted;
                return Result(converted);
            default:
                return returned;
        }
    }

    // An async method without a result gives a Task<VoidTaskResult>, whose result is no value of the function.
    private static object? Result(Task task)
    {
        for (Type? type = task.GetType(); type is not null; type = type.BaseType)
        {
            if (!type.IsGenericType || type.GetGenericTypeDefinition() != typeof(Task<>)) continue;
            return type.GetGenericArguments()[0].FullName == NoResult ? null : type.GetProperty(nameof(Task<int>.Result))!.GetValue(task);
        }

        return null;
    }
}
