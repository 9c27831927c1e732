namespace ServerlessTraining.Storage.Archives;

/// <summary>An entry as the directory of a zip file has it.</summary>
/// <param name="Offset">Of its local header.</param>
internal sealed record SafeZipEntry(string Name, int Flags, int Method, uint Crc, long Packed, long Plain, long Offset, int Made, uint Attributes)
{
    private const int Encrypted = 0x1;
    private const int StronglyEncrypted = 0x40;
    private const int HiddenDirectory = 0x2000;
    private const int Stored = 0;
    private const int Deflated = 8;
    private const int Unix = 3;
    private const int TypeOfFile = 0xF000;
    private const int RegularFile = 0x8000;
    private const int Link = 0xA000;
    private const int LongestName = 200;

    // A tiny file may pack badly or well by chance.
    private const int RatioFrom = 4096;

    public bool IsDeflated => Method == Deflated;

    public string Shown => $"'{Domain.Documents.DocumentText.Cut(Name)}'";

    /// <summary>What can be said of it without reading it.</summary>
    public IEnumerable<string> Faults(SafeArchiveLimits limits)
    {
        if ((Flags & (Encrypted | StronglyEncrypted | HiddenDirectory)) != 0) yield return $"{Shown} is encrypted; pack it without a password";
        if (Method is not (Stored or Deflated)) yield return $"{Shown} is packed by method {Method}; allowed are stored and deflate";
        int type = Made == Unix ? (int)(Attributes >> 16) & TypeOfFile : 0;
        if (type == Link) yield return $"{Shown} is a link; only files are allowed";
        else if (type is not (0 or RegularFile)) yield return $"{Shown} is a folder or a device; only files are allowed";
        if (NameFault(limits) is { } fault) yield return $"{Shown} {fault}";
        if (Plain > limits.EntryBytes) yield return $"{Shown} says that it unpacks to {Plain} bytes; at most {limits.EntryBytes} are allowed";
        else if (Plain > RatioFrom && Plain > Packed * limits.Ratio) yield return $"{Shown} says that {Packed} bytes unpack to {Plain}; at most {limits.Ratio} for one are allowed";
        if (Method == Stored && Packed != Plain) yield return $"{Shown} is stored, but its two sizes differ ({Packed} and {Plain})";
    }

    private string? NameFault(SafeArchiveLimits limits)
    {
        if (Name.Length is 0 or > LongestName) return $"has a name of {Name.Length} characters; 1 to {LongestName} are allowed";
        if (Name.EndsWith('/') || Name.EndsWith('\\')) return "is a folder; only files are allowed";
        if (Name.Contains("..", StringComparison.Ordinal)) return "leaves the folder (..); a plain file name is allowed";
        if (Name[0] is '/' or '\\' || (Name.Length > 1 && Name[1] == ':')) return "is an absolute path; a plain file name is allowed";
        if (Name.AsSpan().ContainsAny('/', '\\')) return "lies in a folder; a plain file name is allowed";
        if (!Name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '+' or '.')) return "has characters other than letters, digits, '_', '-', '+' and '.'";
        return Name.EndsWith(limits.Extension, StringComparison.Ordinal) ? null : $"is no {limits.Extension} file; nothing else is allowed";
    }
}
