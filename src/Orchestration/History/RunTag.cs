namespace ServerlessTraining.Orchestration.History;

/// <summary>A word on a run.</summary>
public static class RunTag
{
    public const int MostOfARun = 10;
    public const int Longest = 40;
    public const string Allowed = "1 to 40 letters, digits, '-', '_', '.' or ':'";

    /// <summary>No blanks: lists of tags are written with blanks between.</summary>
    public static bool IsAllowed(string? text) =>
        text is { Length: > 0 and <= Longest } && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or ':');
}
