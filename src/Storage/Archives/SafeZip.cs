using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace ServerlessTraining.Storage.Archives;

/// <summary>Reads zip files that may come from anybody. The format is read here and not by the framework, whose reader trusts the directory: it makes an object of each of
/// a million entries, and takes sizes, names and places as they are said.</summary>
public static class SafeZip
{
    private const uint EndMark = 0x06054b50;
    private const uint DirectoryMark = 0x02014b50;
    private const uint LocalMark = 0x04034b50;
    private const int EndLength = 22;
    private const int DirectoryLength = 46;
    private const int LocalLength = 30;
    private const int Utf8Names = 0x800;
    private const int SizesBehind = 0x8;

    private static readonly Encoding Utf8 = new UTF8Encoding(false, throwOnInvalidBytes: false);

    public static bool LooksLikeOne(ReadOnlySpan<byte> file) => file.StartsWith("PK"u8);

    /// <summary>The files by name, in the order of the directory.</summary>
    /// <exception cref="SafeArchiveException">It is refused; nothing of it may be used.</exception>
    public static IReadOnlyList<KeyValuePair<string, byte[]>> Read(ReadOnlyMemory<byte> file, SafeArchiveLimits limits)
    {
        ArgumentNullException.ThrowIfNull(limits);
        IReadOnlyList<SafeZipEntry> entries = ReadDirectory(file.Span, limits, out int directory);
        List<string> faults = [.. entries.SelectMany(entry => entry.Faults(limits))];
        foreach (IGrouping<string, SafeZipEntry> same in entries.GroupBy(entry => entry.Name, StringComparer.OrdinalIgnoreCase).Where(group => group.Skip(1).Any()))
        {
            faults.Add($"{same.First().Shown} stands in it {same.Count()} times; a name may be there once, in upper or lower case");
        }

        long total = entries.Sum(entry => entry.Plain);
        if (total > limits.TotalBytes) faults.Add($"its files say that they unpack to {total} bytes together; at most {limits.TotalBytes} are allowed");
        Refuse(faults);
        Dictionary<SafeZipEntry, Range> places = [];
        int free = 0;
        foreach (SafeZipEntry entry in entries.OrderBy(entry => entry.Offset)) free = Place(file.Span[..directory], entry, free, places, faults);
        Refuse(faults);
        List<KeyValuePair<string, byte[]>> files = [];
        foreach (SafeZipEntry entry in entries) files.Add(KeyValuePair.Create(entry.Name, Unpack(file[places[entry]], entry)));
        return files;
    }

    private static List<SafeZipEntry> ReadDirectory(ReadOnlySpan<byte> file, SafeArchiveLimits limits, out int start)
    {
        int end = file.Length - EndLength;
        if (end < 0 || U32(file, end) != EndMark) throw Refused("it is not a whole zip file: its end is missing, or something stands behind it");
        int count = U16(file, end + 10);
        uint length = U32(file, end + 12);
        uint offset = U32(file, end + 16);
        if (count == ushort.MaxValue || offset == uint.MaxValue)
        {
            throw Refused($"it is in the large form of zip (zip64) or has {count} entries; at most {limits.Entries} entries are allowed");
        }

        if (U16(file, end + 4) != 0 || U16(file, end + 6) != 0 || U16(file, end + 8) != count) throw Refused("it is one part of an archive of several; pack it as one file");
        if (count == 0) throw Refused("it is empty");
        if (count > limits.Entries) throw Refused($"it has {count} entries; at most {limits.Entries} are allowed");
        if (offset + (long)length != end) throw Refused("its directory is not where it says: it is damaged, or something stands between its parts");
        start = (int)offset;
        List<SafeZipEntry> entries = [];
        int at = start;
        for (int i = 0; i < count; i++)
        {
            if (at + DirectoryLength > end || U32(file, at) != DirectoryMark) throw Refused($"its directory ends at entry {i + 1} of {count}: it is damaged");
            int name = U16(file, at + 28);
            int next = at + DirectoryLength + name + U16(file, at + 30) + U16(file, at + 32);
            if (next > end) throw Refused($"its directory ends at entry {i + 1} of {count}: it is damaged");
            entries.Add(new SafeZipEntry(
                NameOf(file.Slice(at + DirectoryLength, name), U16(file, at + 8)), U16(file, at + 8), U16(file, at + 10), U32(file, at + 16), U32(file, at + 20),
                U32(file, at + 24), U32(file, at + 42), file[at + 5], U32(file, at + 38)));
            at = next;
        }

        return at == end ? entries : throw Refused($"its directory has more than the {count} entries that it says: it is damaged");
    }

    /// <summary>Where its bytes lie, and what is free behind them.</summary>
    private static int Place(ReadOnlySpan<byte> files, SafeZipEntry entry, int free, Dictionary<SafeZipEntry, Range> places, List<string> faults)
    {
        int at = (int)Math.Min(entry.Offset, int.MaxValue);
        if (at < free)
        {
            faults.Add($"{entry.Shown} shares bytes with another entry");
            return free;
        }

        if (at + (long)LocalLength > files.Length || U32(files, at) != LocalMark)
        {
            faults.Add($"{entry.Shown} does not begin where the directory says");
            return free;
        }

        int name = U16(files, at + 26);
        long data = at + (long)LocalLength + name + U16(files, at + 28);
        if (data + entry.Packed > files.Length)
        {
            faults.Add($"{entry.Shown} is not all there: the directory says {entry.Packed} packed bytes");
            return free;
        }

        int flags = U16(files, at + 6);
        bool isSame = NameOf(files.Slice(at + LocalLength, name), flags) == entry.Name && flags == entry.Flags && U16(files, at + 8) == entry.Method;
        bool hasSizes = (flags & SizesBehind) == 0;
        isSame &= !hasSizes || (U32(files, at + 18) == entry.Packed && U32(files, at + 22) == entry.Plain && U32(files, at + 14) == entry.Crc);
        if (!isSame) faults.Add($"{entry.Shown} says another thing of itself than the directory does");
        places[entry] = new Range((int)data, (int)(data + entry.Packed));
        return (int)(data + entry.Packed);
    }

    private static byte[] Unpack(ReadOnlyMemory<byte> packed, SafeZipEntry entry)
    {
        byte[] plain = new byte[entry.Plain];
        if (!entry.IsDeflated)
        {
            packed.CopyTo(plain);
        }
        else
        {
            try
            {
                using DeflateStream stream = new(new MemoryStream(packed.ToArray(), writable: false), CompressionMode.Decompress);
                int read = stream.ReadAtLeast(plain, plain.Length, throwOnEndOfStream: false);
                if (read < plain.Length) throw Refused($"{entry.Shown} unpacks to {read} bytes, but says {plain.Length}");
                if (stream.ReadByte() >= 0) throw Refused($"{entry.Shown} unpacks to more than the {plain.Length} bytes that it says");
            }
            catch (InvalidDataException broken)
            {
                throw Refused($"{entry.Shown} cannot be unpacked: {broken.Message.TrimEnd('.')}");
            }
        }

        return Crc32.Of(plain) == entry.Crc ? plain : throw Refused($"{entry.Shown} has another checksum than the directory says: it is damaged");
    }

    private static string NameOf(ReadOnlySpan<byte> name, int flags) => (flags & Utf8Names) != 0 ? Utf8.GetString(name) : Encoding.Latin1.GetString(name);

    private static int U16(ReadOnlySpan<byte> file, int at) => BinaryPrimitives.ReadUInt16LittleEndian(file[at..]);

    private static uint U32(ReadOnlySpan<byte> file, int at) => BinaryPrimitives.ReadUInt32LittleEndian(file[at..]);

    private static SafeArchiveException Refused(string reason) => new([reason]);

    private static void Refuse(List<string> faults)
    {
        if (faults.Count > 0) throw new SafeArchiveException(faults);
    }
}
