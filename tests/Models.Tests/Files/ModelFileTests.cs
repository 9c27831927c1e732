using System.Text;
using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Documents;
using ServerlessTraining.Domain.Features;
using ServerlessTraining.Domain.Features.Scaling;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Models.Files;
using ServerlessTraining.Models.Tests.OwnModel;

namespace ServerlessTraining.Models.Tests.Files;

public sealed class ModelFileTests
{
    private static ModelTypes Types => new([new StumpTrainer()]);

    [Fact]
    public void Open_PackedModel_GivesBackAllThatWasPacked()
    {
        using IModel model = PackedStump.Train();
        ModelContext context = PackedStump.Context;

        using OpenedModel opened = ModelFile.Open(ModelFile.Pack(model, context), Types);

        ModelManifest manifest = opened.Manifest;
        Assert.Equal(("stump", "poc16", 1, Timeframe.H1), (manifest.ModelType, manifest.FeatureSystem, manifest.FeatureSystemVersion, manifest.Timeframe));
        Assert.Equal(model.FeatureNames, manifest.FeatureNames);
        Assert.Equal(model.Targets, manifest.Targets);
        Assert.Equal(context.FeatureOptions.Encoder, manifest.FeatureOptions.Encoder);
        Assert.Equal(context.Scaler.Kind, manifest.Scaler.Kind);
        Assert.Equal(context.Scaler.Center, manifest.Scaler.Center);
        Assert.Equal(context.Scaler.Scale, manifest.Scaler.Scale);
        Assert.Equal(context.Scaler.FittedRows, manifest.Scaler.FittedRows);
        Assert.Equal(context.HyperParameters, manifest.HyperParameters);
        Assert.Equal((ulong.MaxValue, 2, context.DataHash, "0.1.0", context.Created), (manifest.Seed, manifest.Threads, manifest.DataHash, manifest.CodeVersion, manifest.Created));
        Assert.Equal(model.Report.Importance, manifest.Report.Importance);
        Assert.Equal(model.Report.Curves.Select(Text), manifest.Report.Curves.Select(Text));
        Assert.Equal([PackedStump.Weights], manifest.Files.Keys);
    }

    [Fact]
    public void Pack_Manifest_IsCanonicalJson()
    {
        string text = Encoding.UTF8.GetString(PackedStump.Pack()[PackedStump.Manifest]);

        Assert.Equal(CanonicalJson.Write(JsonDocumentReader.Read(text)), text);
    }

    /// <summary>The default of today may be another one tomorrow; the model keeps what it was trained on.</summary>
    [Fact]
    public void Pack_DefaultTimeframes_AreWrittenOut()
    {
        ModelManifest manifest = ModelFile.ReadManifest(Packed(FeatureSystems.V2, Timeframe.H1, FeatureOptions.Default));

        Assert.Equal([Timeframe.H4, Timeframe.D1], manifest.FeatureOptions.IndicatorTimeframes);
    }

    [Fact]
    public void Open_OtherIndicatorTimeframes_AreThoseOfTheModel()
    {
        FeatureOptions options = new() { IndicatorTimeframes = [Timeframe.W1] };

        using OpenedModel opened = ModelFile.Open(Packed(FeatureSystems.V2, Timeframe.H4, options), Types);

        Assert.Equal(FeatureSystems.V2.FeatureNames(Timeframe.H4, options), opened.Model.FeatureNames);
    }

    [Fact]
    public void Pack_LossThatCouldNotBeComputed_ComesBackAsNaN()
    {
        using IModel model = new FixedModel { Report = new TrainingReport([new LearningCurve(null, "auc", [0.5, double.NaN], [], 1)], []) };

        ModelManifest manifest = ModelFile.ReadManifest(ModelFile.Pack(model, PackedStump.Context));

        Assert.Equal([0.5, double.NaN], Assert.Single(manifest.Report.Curves).Fit);
    }

    [Fact]
    public void Pack_Notes_AreKept()
    {
        string[] notes = ["3 of 195 labelled rows were left out.", "\u00dcber \"alles\""];
        using IModel model = new FixedModel { Report = TrainingReport.Empty with { Notes = notes } };

        Assert.Equal(notes, ModelFile.ReadManifest(ModelFile.Pack(model, PackedStump.Context)).Report.Notes);
    }

    /// <summary>Ten horizons of a boosting with 4,000 rounds: more than other documents may have.</summary>
    [Fact]
    public void Pack_LongCurves_AreKept()
    {
        double[] losses = [.. Enumerable.Range(1, 4000).Select(round => 0.69 / Math.Sqrt(round))];
        LearningCurve[] curves = [.. Enumerable.Range(1, 10).Select(horizon => new LearningCurve(Target.Direction(horizon), "auc", losses, losses, 4000))];
        using IModel model = new FixedModel { Report = new TrainingReport(curves, []) };

        IReadOnlyDictionary<string, byte[]> files = ModelFile.Pack(model, PackedStump.Context);

        Assert.InRange(files[PackedStump.Manifest].Length, DocumentBuilder.MaxLength, ModelFile.MostManifestBytes);
        Assert.Equal(losses, ModelFile.ReadManifest(files).Report.Curves[9].Tune);
    }

    [Theory]
    [InlineData("manifest.json", "calls files manifest.json. Not free are manifest.json, checksums.sha256, and names that end in .gz")]
    [InlineData("a.GZ", "calls files a.GZ. Not free are")]
    [InlineData("a/b", "'a/b' is not a safe file name; allowed are 1 to 100 letters, digits, '-', '_' and '.', beginning with a letter or digit")]
    [InlineData("..", "'..' is not a safe file name")]
    [InlineData(".hidden", "'.hidden' is not a safe file name")]
    [InlineData("", "'' is not a safe file name")]
    [InlineData("FIXED.bin", "FIXED.bin and fixed.bin are one name")]
    public void Pack_NameOfAFile_IsRefusedWhereItIsNotSafe(string name, string expected)
    {
        using IModel model = new FixedModel { Files = new Dictionary<string, byte[]> { ["fixed.bin"] = [1], [name] = [2] } };

        Assert.Contains(expected, Assert.Throws<ServerlessTrainingException>(() => ModelFile.Pack(model, PackedStump.Context)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Pack_OtherFeaturesThanItsSystem_IsRefused()
    {
        const string Expected = "The model cannot be packed: its features are not those of poc16+ma5 version 1 for 1h bars: " +
            "missing: ma5_time_delta, ma5_distance, ma5_slope; not among them: none.";

        string message = Assert.Throws<ServerlessTrainingException>(() => PackedStump.Pack(PackedStump.Context with { FeatureSystem = FeatureSystems.Poc16Ma5 })).Message;

        Assert.StartsWith(Expected, message, StringComparison.Ordinal);
    }

    [Fact]
    public void Pack_DataHashThatIsNone_IsRefused()
    {
        string message = Assert.ThrowsAny<ServerlessTrainingException>(() => PackedStump.Pack(PackedStump.Context with { DataHash = "yesterday" })).Message;

        Assert.Contains("data_hash: must be a SHA-256 of 64 digits and letters from a to f, but is the text 'yesterday'", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Hash_TrainedAgainElsewhereAndLater_IsTheSame()
    {
        ModelContext later = PackedStump.Context with { Created = PackedStump.Context.Created.AddYears(1), CodeVersion = "9.9.9", DataHash = new string('b', 64) };

        Assert.Equal(ModelFile.Hash(PackedStump.Pack()), ModelFile.Hash(PackedStump.Pack(later)));
    }

    [Fact]
    public void Hash_OtherScaler_IsAnother()
    {
        FittedScaler scaler = PackedStump.Context.Scaler;
        FittedScaler other = new(scaler.Kind, scaler.FeatureNames, scaler.Center, [.. scaler.Scale.Select(Math.BitIncrement)], scaler.FittedRows);

        Assert.NotEqual(ModelFile.Hash(PackedStump.Pack()), ModelFile.Hash(PackedStump.Pack(PackedStump.Context with { Scaler = other })));
    }

    [Fact]
    public void Hash_OtherWeights_IsAnother()
    {
        using IModel model = new FixedModel();
        using IModel other = new FixedModel { Files = new Dictionary<string, byte[]> { ["fixed.bin"] = [1, 2, 4] } };

        Assert.NotEqual(ModelFile.Hash(ModelFile.Pack(model, PackedStump.Context)), ModelFile.Hash(ModelFile.Pack(other, PackedStump.Context)));
    }

    /// <summary>Tombstones keep hashes for years: what one is taken of may not change by accident.</summary>
    [Fact]
    public void Hash_RecordedModel_NeverChanges()
    {
        using IModel model = new FixedModel();
        string[] names = [.. FeatureSystems.Poc16.FeatureNames(Timeframe.H1, FeatureOptions.Default)];
        FittedScaler scaler = new("standard", names, [.. names.Select((_, i) => i / 7.0)], [.. names.Select((_, i) => i + 0.1)], [new(0, 9)]);

        Assert.Equal("5011025e26305ee43e70001a42e9b837a88daf2069c0392194f1bc606b19f5aa", ModelFile.Hash(ModelFile.Pack(model, PackedStump.Context with { Scaler = scaler })));
    }

    private static string Text(LearningCurve curve) => $"{curve.Target} {curve.Loss} {curve.BestIteration}: {string.Join(' ', curve.Fit)} / {string.Join(' ', curve.Tune)}";

    private static IReadOnlyDictionary<string, byte[]> Packed(FeatureSystem system, Timeframe timeframe, FeatureOptions options)
    {
        IReadOnlyList<string> names = system.FeatureNames(timeframe, options);
        double[] ones = [.. names.Select(_ => 1.0)];
        Stump stump = new(true, 0, 0, 0.25, 0.75, 0);
        using IModel model = new StumpModel(names, [Target.Direction(1)], TrainingReport.Empty, new Dictionary<Target, Stump> { [Target.Direction(1)] = stump });
        return ModelFile.Pack(model, PackedStump.Context with
        {
            FeatureSystem = system,
            Timeframe = timeframe,
            FeatureOptions = options,
            Scaler = new FittedScaler("none", names, [.. names.Select(_ => 0.0)], ones, [new(0, 1)]),
        });
    }
}
