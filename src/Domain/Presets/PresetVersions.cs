namespace ServerlessTraining.Domain.Presets;

/// <summary>The versions of one preset name and what may be done with them. Immutable; history is only ever appended to, so nothing is
/// lost: each save makes the next version; a deletion hides the name, and a restoration shows it again as it was; an import makes the next
/// version, under a deleted name too, which shows it again. A deleted name is not saved to by accident: it must be restored
/// first.</summary>
public sealed class PresetVersions
{
    public const int LongestDescription = 500;

    private PresetVersions(string name, IReadOnlyList<PresetEvent> events)
    {
        Name = name;
        Events = events;
    }

    public string Name { get; }

    /// <summary>The oldest first.</summary>
    public IReadOnlyList<PresetEvent> Events { get; }

    /// <summary>The current version; 0 before the first.</summary>
    public int Latest => Events.Count == 0 ? 0 : Events[^1].Version;

    public bool Exists => Events.Count > 0 && !IsDeleted;

    public bool IsDeleted => Events.Count > 0 && Events[^1].Kind == PresetEventKind.Deleted;

    /// <summary>Every version that was ever made, the oldest first.</summary>
    public IEnumerable<PresetEvent> Versions => Events.Where(line => MakesVersion(line.Kind));

    private string Current => Events.Count == 0 ? "" : Events[^1].ContentFingerprint;

    public static PresetVersions None(PresetName name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return new PresetVersions(name.Text, []);
    }

    /// <summary>Goes on from a stored history, which must be one that these rules can make.</summary>
    public static PresetVersions Load(PresetName name, IEnumerable<PresetEvent> events)
    {
        ArgumentNullException.ThrowIfNull(events);
        PresetVersions versions = None(name);
        foreach (PresetEvent recorded in events)
        {
            PresetVersions next = versions.After(recorded.Kind, recorded.Description, recorded.ContentFingerprint, recorded.At);
            if (next.Events[^1] != recorded)
            {
                throw new ServerlessTrainingException(
                    $"The history of {name} is damaged: line {next.Events.Count} is {Text(recorded)}, but only {Text(next.Events[^1])} can follow there. "
                    + "Repair the history before anything is saved.");
            }

            versions = next;
        }

        return versions;
    }

    public PresetVersions Save(string contentFingerprint, string description, DateTimeOffset at) =>
        After(PresetEventKind.Saved, description, contentFingerprint, at);

    public PresetVersions Import(string contentFingerprint, string description, DateTimeOffset at) =>
        After(PresetEventKind.Imported, description, contentFingerprint, at);

    public PresetVersions Delete(string description, DateTimeOffset at) => After(PresetEventKind.Deleted, description, Current, at);

    public PresetVersions Restore(string description, DateTimeOffset at) => After(PresetEventKind.Restored, description, Current, at);

    private PresetVersions After(PresetEventKind kind, string description, string contentFingerprint, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(description);
        List<string> errors = [];
        if (kind == PresetEventKind.Saved && IsDeleted) errors.Add("it is deleted, restore it first or import under its name");
        if (kind == PresetEventKind.Deleted && !Exists) errors.Add(IsDeleted ? "it is deleted already" : "it was never saved");
        if (kind == PresetEventKind.Restored && !IsDeleted) errors.Add(Exists ? "it is not deleted" : "it was never saved");
        if (string.IsNullOrWhiteSpace(description) || description.Length > LongestDescription)
        {
            errors.Add($"the description has {description.Length} characters, allowed are 1 to {LongestDescription} that say what was changed and why");
        }

        if (MakesVersion(kind) && string.IsNullOrWhiteSpace(contentFingerprint)) errors.Add("the content has no fingerprint");
        if (errors.Count > 0) throw new PresetRefusedException($"{Name} cannot be {Word(kind)}: {string.Join("; ", errors)}.");
        PresetEvent next = MakesVersion(kind) ? new(kind, Latest + 1, description, contentFingerprint, at) : new(kind, Latest, description, Current, at);
        return new PresetVersions(Name, [.. Events, next]);
    }

    private static bool MakesVersion(PresetEventKind kind) => kind is PresetEventKind.Saved or PresetEventKind.Imported;

    private static string Word(PresetEventKind kind) => kind switch
    {
        PresetEventKind.Saved => "saved",
        PresetEventKind.Imported => "imported",
        PresetEventKind.Deleted => "deleted",
        PresetEventKind.Restored => "restored",
        _ => throw new ServerlessTrainingException(
            $"{kind} is not something that happens to a preset. Allowed are {string.Join(", ", Enum.GetNames<PresetEventKind>())}."),
    };

    private static string Text(PresetEvent line) =>
        $"'{Word(line.Kind)} version {line.Version}' with the content '{line.ContentFingerprint}'";
}
