using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using ServerlessTraining.Orchestration.Presets;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Orchestration.Tests.Presets;

/// <summary>Files that must be refused, each with a part of the reason.</summary>
internal static class HostileFiles
{
    private const string Entry = "BTCUSDT_1h_v2_LightGBM_multi_h1-3.json";
    private const int Megabyte = 1 << 20;

    public static IEnumerable<(string What, byte[] Bytes, string Reason)> All() => [.. Texts(), .. Encodings(), .. Parts(), .. Archives(), .. CutArchives()];

    /// <summary>A good file.</summary>
    public static byte[] Good() => new PresetFile(PresetSamples.Name, 3, "good", PresetSamples.Whole(), null).Write();

    public static byte[] Zip(params (string Name, byte[] Content)[] files)
    {
        using MemoryStream target = new();
        using (ZipArchive zip = new(target, ZipArchiveMode.Create))
        {
            foreach ((string name, byte[] content) in files)
            {
                using Stream entry = zip.CreateEntry(name).Open();
                entry.Write(content);
            }
        }

        return target.ToArray();
    }

    private static IEnumerable<(string, byte[], string)> Texts()
    {
        yield return ("empty", [], "this is not JSON");
        yield return ("no JSON", "preset"u8.ToArray(), "this is not JSON");
        yield return ("a list", "[]"u8.ToArray(), "must be a mapping");
        yield return ("null", "null"u8.ToArray(), "must be a mapping");
        yield return ("another format", Changed("format", "\"other/1\""), "format: must be one of");
        foreach (string number in (string[])["NaN", "Infinity", "-Infinity", "1e999", "0x10", "01", "+1", ".5"])
        {
            yield return ($"the number {number}", Changed("content.validation_metrics.roc_auc", number), number == "1e999" ? "must be a number" : "this is not JSON");
        }

        foreach (int depth in (int[])[65, 100, 1000, 100_000])
        {
            yield return ($"{depth} lists", Changed("content.hyper_parameters.deep", new string('[', depth) + new string(']', depth)), "nested deeper than 64");
        }

        foreach (int size in (int[])[Megabyte + 1, 100 * Megabyte]) yield return ($"{size} bytes", new byte[size], "at most 1048576 are allowed");
        foreach (string name in (string[])["../evil", "/etc/passwd", "BTCUSDT_1h_v2_LightGBM_multi_h3-1", "btcusdt_1h_v2_LightGBM_multi_h1-3", "con", "a/b_1h_v2_X_single_h1"])
        {
            yield return ($"the name {name}", Changed("name", $"\"{name}\""), "is not a preset name");
        }

        yield return ("a description of two lines", Changed("description", "\"a\\nb\""), "description: must be a text of 1 to 500 characters on one line");
        yield return ("a description too long", Changed("description", $"\"{new string('x', 501)}\""), "description: must be a text of 1 to 500");
        yield return ("half a character", Changed("description", "\"\\ud800\""), "half a character");
        yield return ("a comment", "{} // end"u8.ToArray(), "this is not JSON");
        yield return ("a content of another name", Changed("name", "\"BTCUSDT_1h_v1_Ridge_single_h5\""), "features.system is 'v2', but the name has 'v1'");
        yield return ("a forged hash", Changed("content.config_hash", $"\"{new string('0', 64)}\""), "but what decides its training has");
        string nothing = """{"algorithm":"ecdsa-p256-sha256","public_key":"AAAA","value":"AAAA"}""";
        yield return ("a signature of nothing", Changed("signature", nothing), "has a signature that is not of its content");
        string none = nothing.Replace("ecdsa-p256-sha256", "none", StringComparison.Ordinal);
        yield return ("no signature algorithm", Changed("signature", none), "signature.algorithm: must be one of");
    }

    private static IEnumerable<(string, byte[], string)> Encodings()
    {
        string good = Encoding.UTF8.GetString(Good());
        yield return ("a byte order mark", [0xEF, 0xBB, 0xBF, .. Good()], "begins with a byte order mark");
        yield return ("UTF-16", [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(good)], "begins with a byte order mark");
        yield return ("UTF-16, big end first", [.. Encoding.BigEndianUnicode.Preamble, .. Encoding.BigEndianUnicode.GetBytes(good)], "begins with a byte order mark");
        yield return ("UTF-16 without a mark", Encoding.Unicode.GetBytes(good), "U+0000");
        yield return ("no UTF-8", [.. Good()[..^3], 0xFF, (byte)'}'], "is not UTF-8");
        yield return ("a zero byte", [.. Good(), 0], "U+0000");
    }

    /// <summary>Every part of a good file, wrong, twice and with a stranger in it.</summary>
    private static IEnumerable<(string, byte[], string)> Parts()
    {
        foreach (string path in Paths(JsonNode.Parse(Good())!.AsObject(), ""))
        {
            yield return ($"{path} of a wrong type", Changed(path, path.EndsWith('s') ? "\"text\"" : "[[]]"), "has ");
            string twice = Encoding.UTF8.GetString(Changed(path, "\"mark\"")).Replace("\"mark\"", $"1,\"{path.Split('.')[^1]}\":1", StringComparison.Ordinal);
            yield return ($"{path} twice", Encoding.UTF8.GetBytes(twice), "this key stands at");
        }

        foreach (string part in (string[])["dataset", "features", "model", "search", "held_out", "stability", "training"])
        {
            yield return ($"a stranger in {part}", Changed($"content.{part}.stranger", "1"), "this key is not known");
        }

        yield return ("a stranger in the content", Changed("content.stranger", "1"), "this key is not known");
        yield return ("a stranger", Changed("stranger", "1"), "this key is not known");
    }

    private static IEnumerable<(string, byte[], string)> Archives()
    {
        byte[] good = Good();
        foreach ((string name, string reason) in ((string, string)[])
        [
            ("../" + Entry, "leaves the folder"), ("..\\" + Entry, "leaves the folder"), ("a/../../" + Entry, "leaves the folder"), ("/" + Entry, "is an absolute path"),
            ("C:\\" + Entry, "is an absolute path"), ("\\\\host\\" + Entry, "is an absolute path"), ("folder/" + Entry, "lies in a folder"), ("x/", "is a folder"),
            ("run.sh", "is no .json file"), ("other.json", "so it must be named"), ("a\tb.json", "has characters other than"),
            (new string('a', 250) + ".json", "has a name of 255"),
        ])
        {
            yield return ($"the entry {name}", Zip((name, name.EndsWith('/') ? [] : good)), reason);
        }

        yield return ("an archive in an archive", Zip(("inner.zip", Zip((Entry, good)))), "is no .json file");
        yield return ("an archive named as a preset", Zip((Entry, Zip((Entry, good)))), "is an archive itself");
        yield return ("two of one name", Zip((Entry, good), (Entry, good)), "stands in it 2 times");
        yield return ("a good one and a bad one", Zip((Entry, good), ("bad.json", "{}"u8.ToArray())), "bad.json has 5 errors");
        yield return ("1,001 entries", Zip([.. Enumerable.Range(0, 1001).Select(i => ($"{i}.json", Array.Empty<byte>()))]), "it has 1001 entries; at most 1000");
        foreach (int size in (int[])[Megabyte / 2, Megabyte]) yield return ($"a bomb of {size}", Zip((Entry, new byte[size])), "at most 100 for one");
        yield return ("a large bomb", Zip((Entry, new byte[8 * Megabyte])), "at most 1048576 are allowed");
        byte[] lies = Zip((Entry, good));
        foreach (int said in (int[])[0, 1, good.Length - 1, good.Length + 1, 200_000, int.MaxValue])
        {
            yield return ($"the size {said}", Patched(lies, 24, 22, (uint)said), "The archive is refused");
        }

        yield return ("an encrypted entry", Patched(lies, 8, 6, BinaryPrimitives.ReadUInt32LittleEndian(lies.AsSpan(6)) | 1), "is encrypted");
        byte[] link = [.. lies];
        link[DirectoryOf(link) + 5] = 3;
        BinaryPrimitives.WriteUInt32LittleEndian(link.AsSpan(DirectoryOf(link) + 38), 0xA1FFu << 16);
        yield return ("a link", link, "is a link");
        yield return ("bytes behind it", [.. lies, 1], "something stands behind it");
        yield return ("an empty archive", Zip(), "it is empty");
    }

    private static IEnumerable<(string, byte[], string)> CutArchives()
    {
        byte[] zip = Zip((Entry, Good()));
        for (int i = 1; i <= 30; i++) yield return ($"cut to {i}/31", zip[..Math.Max(4, zip.Length * i / 31)], "it is not a whole zip file");
    }

    private static byte[] Changed(string path, string value)
    {
        JsonObject root = JsonNode.Parse(Good())!.AsObject();
        string[] parts = path.Split('.');
        JsonObject place = root;
        foreach (string part in parts[..^1]) place = place[part]!.AsObject();
        place[parts[^1]] = "here it is";
        return Encoding.UTF8.GetBytes(root.ToJsonString().Replace("\"here it is\"", value, StringComparison.Ordinal));
    }

    private static IEnumerable<string> Paths(JsonObject node, string path)
    {
        foreach ((string name, JsonNode? value) in node)
        {
            // What hyper-parameters and spaces mean is their trainer's to know.
            string here = path.Length == 0 ? name : $"{path}.{name}";
            if (!here.Contains("hyper_parameters.", StringComparison.Ordinal) && !here.Contains("space.", StringComparison.Ordinal)) yield return here;
            if (value is JsonObject inner) foreach (string below in Paths(inner, here)) yield return below;
        }
    }

    private static int DirectoryOf(byte[] zip) => BinaryPrimitives.ReadInt32LittleEndian(zip.AsSpan(zip.Length - 6));

    private static byte[] Patched(byte[] zip, int directory, int local, uint value)
    {
        byte[] patched = [.. zip];
        BinaryPrimitives.WriteUInt32LittleEndian(patched.AsSpan(DirectoryOf(zip) + directory), value);
        BinaryPrimitives.WriteUInt32LittleEndian(patched.AsSpan(local), value);
        return patched;
    }
}
