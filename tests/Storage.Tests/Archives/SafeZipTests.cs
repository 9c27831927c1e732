using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using ServerlessTraining.Storage.Archives;

namespace ServerlessTraining.Storage.Tests.Archives;

public sealed class SafeZipTests
{
    private static readonly SafeArchiveLimits Limits = new() { Entries = 5, EntryBytes = 100_000, TotalBytes = 250_000 };

    public static TheoryData<string, string> BadNames => new()
    {
        { "../evil.json", "leaves the folder" },
        { "a/../../evil.json", "leaves the folder" },
        { "..\\evil.json", "leaves the folder" },
        { "/etc/evil.json", "is an absolute path" },
        { "C:\\evil.json", "is an absolute path" },
        { "folder/evil.json", "lies in a folder" },
        { "folder/", "is a folder" },
        { "evil.exe", "is no .json file" },
        { "inner.zip", "is no .json file" },
        { "a b.json", "has characters other than" },
        { "é.json", "has characters other than" },
        { "a\nb.json", "has characters other than" },
        { new string('a', 300) + ".json", "has a name of 305 characters" },
    };

    [Theory]
    [InlineData(CompressionLevel.Optimal)]
    [InlineData(CompressionLevel.NoCompression)]
    public void Read_FilesOfAnyPacking_GivesThemInOrder(CompressionLevel level)
    {
        byte[] zip = Zip(level, ("b.json", "{\"b\":1}"), ("a.json", "{}"));

        Assert.Equal([("b.json", "{\"b\":1}"), ("a.json", "{}")], SafeZip.Read(zip, Limits).Select(file => (file.Key, Encoding.UTF8.GetString(file.Value))));
    }

    [Fact]
    public void Read_WrittenWithoutSeeking_IsRead()
    {
        using MemoryStream target = new();
        using (ZipArchive zip = new(new OneWay(target), ZipArchiveMode.Create)) Add(zip, "a.json", "{}", CompressionLevel.Optimal);

        Assert.Equal("a.json", Assert.Single(SafeZip.Read(target.ToArray(), Limits)).Key);
    }

    [Theory]
    [MemberData(nameof(BadNames))]
    public void Read_NameThatIsNoPlainFile_IsRefused(string name, string reason) => Refused(Zip(CompressionLevel.Optimal, (name, "{}")), reason);

    [Fact]
    public void Read_SameNameTwice_IsRefused() => Refused(Zip(CompressionLevel.Optimal, ("a.json", "{}"), ("A.json", "{}")), "stands in it 2 times");

    [Fact]
    public void Read_TooMany_IsRefused() =>
        Refused(Zip(CompressionLevel.Optimal, [.. Enumerable.Range(0, 6).Select(i => ($"{i}.json", "{}"))]), "it has 6 entries; at most 5 are allowed");

    [Fact]
    public void Read_Bomb_IsRefusedByWhatItSays() => Refused(Zip(CompressionLevel.Optimal, ("a.json", new string(' ', 90_000))), "at most 100 for one are allowed");

    [Fact]
    public void Read_TooLarge_IsRefusedAloneAndTogether()
    {
        string noise = string.Concat(Enumerable.Range(0, 90_000).Select(i => (char)('a' + (i * 7919 % 97 % 26))));

        Refused(Zip(CompressionLevel.NoCompression, ("a.json", noise + noise)), "at most 100000 are allowed");
        Refused(Zip(CompressionLevel.NoCompression, ("a.json", noise), ("b.json", noise), ("c.json", noise)), "at most 250000 are allowed");
    }

    /// <summary>The directory says a small size, and the data are a bomb.</summary>
    [Theory]
    [InlineData(10, "unpacks to more than the 10 bytes")]
    [InlineData(95_000, "unpacks to 90000 bytes, but says 95000")]
    public void Read_LyingSize_IsRefusedWhereItUnpacksOtherwise(int said, string reason)
    {
        byte[] zip = Zip(CompressionLevel.Optimal, ("a.json", new string(' ', 90_000)));
        Patch(zip, 24, 22, (uint)said);

        Refused(zip, reason, Limits with { Ratio = 100_000 });
    }

    /// <summary>What an archive says or holds costs no more memory than it may have.</summary>
    [Fact]
    public void Read_BombThatLies_CostsNoMemory()
    {
        byte[] zip = Zip(CompressionLevel.Optimal, ("a.json", new string(' ', 50_000_000)));
        Patch(zip, 24, 22, 99_000);
        long before = GC.GetAllocatedBytesForCurrentThread();

        Refused(zip, "unpacks to more than the 99000 bytes", Limits with { Ratio = 100_000 });

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
    }

    [Fact]
    public void Read_SaysAMillionEntries_IsRefusedBeforeOneIsRead()
    {
        byte[] zip = Zip(CompressionLevel.Optimal, ("a.json", "{}"));
        BinaryPrimitives.WriteUInt16LittleEndian(zip.AsSpan(zip.Length - 14), ushort.MaxValue);
        BinaryPrimitives.WriteUInt16LittleEndian(zip.AsSpan(zip.Length - 12), ushort.MaxValue);

        Refused(zip, "at most 5 entries are allowed");
    }

    [Fact]
    public void Read_Encrypted_IsRefused() => Refused(Patched(8, 6, 1, sixteen: true), "is encrypted");

    [Fact]
    public void Read_OtherMethod_IsRefused() => Refused(Patched(10, 8, 99, sixteen: true), "packed by method 99");

    [Fact]
    public void Read_Link_IsRefused()
    {
        byte[] zip = Zip(CompressionLevel.Optimal, ("a.json", "/etc/passwd"));
        int at = DirectoryOf(zip);
        zip[at + 5] = 3;
        BinaryPrimitives.WriteUInt32LittleEndian(zip.AsSpan(at + 38), 0xA1FFu << 16);

        Refused(zip, "is a link");
    }

    [Fact]
    public void Read_OtherChecksum_IsRefused() => Refused(Patched(16, 14, 1, sixteen: false), "has another checksum");

    [Fact]
    public void Read_LocalHeaderOfAnotherName_IsRefused()
    {
        byte[] zip = Zip(CompressionLevel.Optimal, ("a.json", "{}"));
        zip[30] = (byte)'b';

        Refused(zip, "says another thing of itself");
    }

    /// <summary>Many entries of one small piece of data: the bomb that needs no nesting.</summary>
    [Fact]
    public void Read_OverlappingEntries_AreRefused()
    {
        byte[] zip = Zip(CompressionLevel.Optimal, ("a.json", "{}"), ("b.json", "{}"));
        int second = DirectoryOf(zip) + 46 + 6;
        BinaryPrimitives.WriteUInt32LittleEndian(zip.AsSpan(second + 42), 0);

        Refused(zip, "shares bytes with another entry");
    }

    [Fact]
    public void Read_CutAnywhere_IsRefused()
    {
        byte[] zip = Zip(CompressionLevel.Optimal, ("a.json", "{\"a\":1}"), ("b.json", "{}"));

        for (int length = 0; length < zip.Length; length++) Refused(zip[..length], "The archive is refused: ");
        Refused([.. zip, 0], "something stands behind it");
    }

    /// <summary>Any byte may be wrong: it is read as it was or refused, and nothing else is thrown.</summary>
    [Fact]
    public void Read_AnyByteChanged_ReadsTheSameOrRefuses()
    {
        byte[] zip = Zip(CompressionLevel.Optimal, ("a.json", "{\"a\":[1,2,3,4,5,6,7,8]}"), ("b.json", "{}"));
        foreach (byte change in (byte[])[1, 0x80, 0xFF])
        {
            for (int at = 0; at < zip.Length; at++)
            {
                byte[] changed = [.. zip];
                changed[at] ^= change;
                try
                {
                    Assert.Equal(["{\"a\":[1,2,3,4,5,6,7,8]}", "{}"], SafeZip.Read(changed, Limits).Select(file => Encoding.UTF8.GetString(file.Value)));
                }
                catch (SafeArchiveException)
                {
                    // As it should be.
                }
            }
        }
    }

    private static void Refused(byte[] zip, string reason, SafeArchiveLimits? limits = null) =>
        Assert.Contains(reason, Assert.Throws<SafeArchiveException>(() => SafeZip.Read(zip, limits ?? Limits)).Message, StringComparison.Ordinal);

    private static byte[] Zip(CompressionLevel level, params (string Name, string Content)[] files)
    {
        using MemoryStream target = new();
        using (ZipArchive zip = new(target, ZipArchiveMode.Create))
        {
            foreach ((string name, string content) in files) Add(zip, name, content, level);
        }

        return target.ToArray();
    }

    private static void Add(ZipArchive zip, string name, string content, CompressionLevel level)
    {
        using Stream entry = zip.CreateEntry(name, level).Open();
        entry.Write(Encoding.UTF8.GetBytes(content));
    }

    private static int DirectoryOf(byte[] zip) => BinaryPrimitives.ReadInt32LittleEndian(zip.AsSpan(zip.Length - 6));

    private static byte[] Patched(int directory, int local, uint value, bool sixteen)
    {
        byte[] zip = Zip(CompressionLevel.Optimal, ("a.json", "{}"));
        if (sixteen)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(zip.AsSpan(DirectoryOf(zip) + directory), (ushort)value);
            BinaryPrimitives.WriteUInt16LittleEndian(zip.AsSpan(local), (ushort)value);
        }
        else
        {
            Patch(zip, directory, local, value);
        }

        return zip;
    }

    private static void Patch(byte[] zip, int directory, int local, uint value)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(zip.AsSpan(DirectoryOf(zip) + directory), value);
        BinaryPrimitives.WriteUInt32LittleEndian(zip.AsSpan(local), value);
    }

    private sealed class OneWay(Stream target) : Stream
    {
        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override void Flush() => target.Flush();

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => target.Write(buffer, offset, count);
    }
}
