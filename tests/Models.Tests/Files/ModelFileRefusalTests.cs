using System.Text;
using ServerlessTraining.Domain;
using ServerlessTraining.Models.Files;
using ServerlessTraining.Models.Tests.OwnModel;

namespace ServerlessTraining.Models.Tests.Files;

/// <summary>Every error says which; no loader is called before all is checked.</summary>
public sealed class ModelFileRefusalTests
{
    private static readonly Dictionary<string, byte[]> Good = PackedStump.Pack();

    [Fact]
    public void Open_NoManifest_IsRefused() => Refuses(
        Without(PackedStump.Manifest), "The model cannot be read: manifest.json is missing. Take the model from a copy, or train it again from its recipe.");

    [Fact]
    public void Open_NoChecksums_IsRefused() => Refuses(Without(PackedStump.Checksums), "checksums.sha256 is missing");

    [Fact]
    public void Open_MissingAndForeignFile_AreBothNamed()
    {
        Dictionary<string, byte[]> files = Without(PackedStump.Weights);
        files["other.bin"] = [1];

        Refuses(files, "The model is damaged: other.bin is not in the manifest; stump.json is missing.");
    }

    [Fact]
    public void Open_OtherSize_SaysBoth() => Refuses(
        With(PackedStump.Weights, [.. Good[PackedStump.Weights], 32]),
        $"stump.json has {Good[PackedStump.Weights].Length + 1} bytes, but the manifest says {Good[PackedStump.Weights].Length}");

    [Fact]
    public void Open_OtherContent_SaysBothHashes()
    {
        byte[] changed = [.. Good[PackedStump.Weights]];
        changed[5] ^= 1;

        Refuses(With(PackedStump.Weights, changed), $"stump.json has the SHA-256 {PackedStump.Hash(changed)}, but the manifest says {PackedStump.Hash(Good[PackedStump.Weights])}");
    }

    [Fact]
    public void Open_ChangedManifest_SaysWhich()
    {
        byte[] changed = [.. Good[PackedStump.Manifest], 10];

        Refuses(With(PackedStump.Manifest, changed), $"manifest.json has the SHA-256 {PackedStump.Hash(changed)}, which checksums.sha256 does not have for it.");
    }

    [Fact]
    public void Open_ChecksumsInOtherForm_AreRefused() =>
        Refuses(With(PackedStump.Checksums, Good[PackedStump.Checksums][..^1]), "checksums.sha256 is not in the form that it was written in");

    [Fact]
    public void Open_FileOverTheLimit_IsRefusedUnread() => Refuses(
        With("large.bin", new byte[ModelFile.MostFileBytes + 1]), "large.bin has 268435457 bytes; at most 268435456 are allowed");

    [Fact]
    public void Open_FilesOverTheLimitTogether_AreRefusedUnread()
    {
        byte[] large = new byte[200 << 20];
        Dictionary<string, byte[]> files = With("a", large);
        files["b"] = files["c"] = large;

        Refuses(files, "bytes together; at most 536870912 are allowed");
    }

    [Fact]
    public void Open_ManifestOverTheLimit_IsRefusedUnread() => Refuses(
        With(PackedStump.Manifest, new byte[ModelFile.MostManifestBytes + 1]), "manifest.json has 4194305 bytes; at most 4194304 are allowed");

    [Fact]
    public void Open_TooManyFiles_AreRefused() => Refuses(
        Good.Concat(Enumerable.Range(0, 100).Select(i => KeyValuePair.Create($"f{i}", Array.Empty<byte>()))).ToDictionary(), "there are 103 files; at most 100 are allowed");

    [Fact]
    public void Open_ManifestThatClaimsTooMuch_IsRefused()
    {
        string large = $$"""{"length":{{ModelFile.MostFileBytes}},"sha256":"{{new string('0', 64)}}"}""";

        Refuses(
            PackedStump.WithManifest(Good, text => Replaced(text, "\"files\":{", $"\"files\":{{\"a\":{large},\"b\":{large},\"c\":{large},")),
            "the manifest says that the files have 8053");
    }

    [Theory]
    [InlineData("../stump.json")]
    [InlineData("/etc/passwd")]
    [InlineData("a\\\\b")]
    [InlineData("con\\u0000.txt")]
    [InlineData("manifest.json")]
    [InlineData("stump.json.gz")]
    public void Open_UnsafeNameInTheManifest_IsRefused(string name) => Refuses(
        PackedStump.WithManifest(Good, text => Replaced(text, "\"stump.json\":", $"\"{name}\":")), "is not a name for a file of a model; allowed are 1 to 100 letters");

    [Fact]
    public void Open_FileTwiceInTheManifest_IsRefused()
    {
        string entry = $$"""{"length":1,"sha256":"{{new string('0', 64)}}"}""";

        Refuses(PackedStump.WithManifest(Good, text => Replaced(text, "\"files\":{", $"\"files\":{{\"stump.json\":{entry},")), "files.stump.json: this key stands at 1:");
    }

    [Fact]
    public void Open_OtherFormat_SaysOnlyThat() => Refuses(
        PackedStump.WithManifest(Good, _ => """{"format":2,"anything":[]}"""),
        "The manifest of the model has the format 2; this program reads format 1. Open the model with the program that wrote it");

    [Fact]
    public void Open_UnknownModelType_ListsThoseThatAreThere() => Refuses(
        PackedStump.WithManifest(Good, text => Replaced(text, "\"model_type\":\"stump\"", "\"model_type\":\"stamp\"")), "'stamp' is not a model type. The model types are stump.");

    [Fact]
    public void Open_OtherVersionOfTheFeatures_SaysBoth() => Refuses(
        PackedStump.WithManifest(Good, text => Replaced(text, "\"version\":1}", "\"version\":2}")),
        "The model cannot be used: it was trained on version 2 of poc16, but this program computes version 1: train it again, or open it with the program that wrote it (0.1.0).");

    [Fact]
    public void Open_UnknownFeatureSystem_ListsThoseThatAreThere() => Refuses(
        PackedStump.WithManifest(Good, text => Replaced(text, "\"system\":\"poc16\"", "\"system\":\"poc17\"")),
        "'poc17' is not a feature system; the feature systems are poc16, poc16+ma5, v1, v2");

    [Fact]
    public void Open_OtherFeature_NamesIt() => Refuses(
        PackedStump.WithManifest(Good, text => text.Replace("\"week_cos\"", "\"weak_cos\"", StringComparison.Ordinal)),
        "its features are not those of poc16 version 1 for 1h bars: missing: week_cos; not among them: weak_cos");

    [Fact]
    public void Open_FeaturesInOtherOrder_AreRefused() => Refuses(
        PackedStump.WithManifest(Good, text => Replaced(text, "\"week_sin\",\"week_cos\"", "\"week_cos\",\"week_sin\"")), "they are the same in another order");

    [Fact]
    public void Open_ScalerWithOtherFeature_NamesIt() => Refuses(
        PackedStump.WithManifest(Good, text => text[..^1].Insert(text.LastIndexOf("\"week_cos\"", StringComparison.Ordinal) + 5, "x") + "}"),
        "the scaler has other features than the model: missing: week_cos; not among them: weekx_cos");

    [Fact]
    public void Open_SeveralThingsWrongInTheManifest_AreAllTold()
    {
        string message = PackedStump.Refused(PackedStump.WithManifest(Good, text =>
        {
            text = Replaced(text, "\"direction_h1\",\"return_h1\"", "\"direction_h0\",\"return_x1\"");
            text = Replaced(text, "\"threads\":2", "\"threads\":0");
            return Replaced(text, "\"seed\":\"18446744073709551615\"", "\"sede\":\"1\"");
        }));

        Assert.Contains("targets[0]: must be direction_h or return_h with a horizon from 1 to 1000, as in direction_h3, but is the text 'direction_h0'", message);
        Assert.Contains("targets[1]: must be direction_h or return_h", message, StringComparison.Ordinal);
        Assert.Contains("threads: must be a whole number from 1 to 256, but is 0", message, StringComparison.Ordinal);
        Assert.Contains("sede: this key is not known; did you mean 'seed'?", message, StringComparison.Ordinal);
        Assert.Contains("seed: this key is required, but is missing", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_ManifestThatIsNoText_IsRefused() => Refuses(PackedStump.WithManifest(Good, [(byte)'{', 0xC3, 0x28, (byte)'}']), "The manifest of the model is not UTF-8 text");

    [Fact]
    public void Open_FilesOfAnotherModel_AreRefusedAfterLoading()
    {
        SpyTrainer spy = new() { Change = saved => saved with { Targets = [.. saved.Targets.Reverse()] } };

        string message = Assert.Throws<ServerlessTrainingException>(() => ModelFile.Open(Good, new ModelTypes([spy]))).Message;

        Assert.StartsWith("The files of the stump model hold other features or targets than its manifest (direction_h1, return_h1).", message, StringComparison.Ordinal);
    }

    [Fact]
    public void ReadManifest_OnlyManifestAndChecksums_IsEnough()
    {
        IReadOnlyDictionary<string, byte[]> compressed = ModelFile.Compress(Good);

        ModelManifest manifest = ModelFile.ReadManifest(compressed.Where(file => file.Key is PackedStump.Manifest or PackedStump.Checksums).ToDictionary());

        Assert.Equal(StumpTrainer.Name, manifest.ModelType);
    }

    private static void Refuses(IReadOnlyDictionary<string, byte[]> files, string expected) => Assert.Contains(expected, PackedStump.Refused(files), StringComparison.Ordinal);

    private static Dictionary<string, byte[]> Without(string name) => Good.Where(file => file.Key != name).ToDictionary();

    private static Dictionary<string, byte[]> With(string name, byte[] content) => new(Good) { [name] = content };

    private static string Replaced(string text, string what, string by)
    {
        Assert.Contains(what, text, StringComparison.Ordinal);
        return text.Replace(what, by, StringComparison.Ordinal);
    }
}
