namespace ServerlessTraining.Storage.Archives;

/// <summary>What an archive from a stranger may hold.</summary>
public sealed record SafeArchiveLimits
{
    /// <summary>Files in it. Default 1,000.</summary>
    public int Entries { get; init; } = 1000;

    /// <summary>Of one file, unpacked. Default 1 MB.</summary>
    public int EntryBytes { get; init; } = 1 << 20;

    /// <summary>Of all files, unpacked. Default 64 MB.</summary>
    public long TotalBytes { get; init; } = 64 << 20;

    /// <summary>Bytes unpacked for one packed. Default 100: text packs to a fifth or a twentieth, a bomb to a thousandth.</summary>
    public int Ratio { get; init; } = 100;

    /// <summary>Every name must end with it. Default .json.</summary>
    public string Extension { get; init; } = ".json";
}
