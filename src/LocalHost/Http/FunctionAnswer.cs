namespace ServerlessTraining.LocalHost.Http;

/// <summary>Marks a response as a function's own: it goes out as it is, also where it has no body.</summary>
internal sealed class FunctionAnswer
{
    public static FunctionAnswer Given { get; } = new();
}
