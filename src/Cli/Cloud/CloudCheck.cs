namespace ServerlessTraining.Cli.Cloud;

/// <summary>One thing that a cloud command needs.</summary>
/// <param name="Name">What it is.</param>
/// <param name="State">ready, missing, too old, or not looked at, where something that it hangs on is missing.</param>
/// <param name="Found">A version or a name, where there is one.</param>
/// <param name="Remedy">What to do; null where it is ready.</param>
internal sealed record CloudCheck(string Name, string State, string? Found, string? Remedy)
{
    public const string Ready = "ready";
    private const string MissingState = "missing";
    private const string TooOldState = "too old";
    private const string Unknown = "not looked at";

    public bool Ok => State == Ready;

    public static CloudCheck Good(string name, string? found) => new(name, Ready, found, null);

    public static CloudCheck Missing(string name, string remedy) => new(name, MissingState, null, remedy);

    public static CloudCheck TooOld(string name, string found, string remedy) => new(name, TooOldState, found, remedy);

    public static CloudCheck NotLookedAt(string name, string remedy) => new(name, Unknown, null, remedy);
}
