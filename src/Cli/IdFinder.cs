namespace ServerlessTraining.Cli;

/// <summary>Ids are long: the beginning of one, or <c>last</c> for the newest, will do.</summary>
internal static class IdFinder
{
    public const string Last = "last";
    private const int MostShown = 5;

    /// <param name="text">As it was typed.</param>
    /// <param name="newestFirst">The ids that there are.</param>
    /// <param name="none">What to say where there are none.</param>
    /// <returns>The one that was meant; the text itself where none begins so, for the API to say what is wrong with it.</returns>
    public static string Find(string text, IReadOnlyList<string> newestFirst, string none)
    {
        if (text == Last) return newestFirst.Count > 0 ? newestFirst[0] : throw new CliException(none);
        // An id may be the beginning of another one.
        if (newestFirst.Contains(text, StringComparer.Ordinal)) return text;
        string[] found = [.. newestFirst.Where(id => id.StartsWith(text, StringComparison.Ordinal))];
        return found.Length switch
        {
            0 => text,
            1 => found[0],
            _ => throw new CliException($"{found.Length} ids begin with '{text}': {string.Join(", ", found.Take(MostShown))}. Give more of the id."),
        };
    }
}
