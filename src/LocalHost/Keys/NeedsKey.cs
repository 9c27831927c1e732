namespace ServerlessTraining.LocalHost.Keys;

/// <summary>Metadata of an endpoint that is not open to everybody.</summary>
internal sealed class NeedsKey
{
    public static NeedsKey Always { get; } = new();
}
