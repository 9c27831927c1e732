using System.Text;
using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Features;
using ServerlessTraining.Domain.Features.Scaling;
using ServerlessTraining.Domain.Grids;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Models.Files;
using ServerlessTraining.Models.Tests.Contract;
using ServerlessTraining.Models.Tests.OwnModel;

namespace ServerlessTraining.Models.Tests.Files;

/// <summary>A small packed model, and ways to damage it.</summary>
internal static class PackedStump
{
    public const string Manifest = "manifest.json";
    public const string Checksums = "checksums.sha256";
    public const string Weights = "stump.json";

    // Above the context, which is made from it.
    private static readonly PlantedData Data = PlantedData.WithSignal(5);

    public static ModelContext Context { get; } = new()
    {
        FeatureSystem = FeatureSystems.Poc16,
        Timeframe = Timeframe.H1,
        Scaler = Scalers.Standard.Fit(Data.Features, PlantedData.Fit),
        HyperParameters = HyperParameters.Parse("""{"candidates":3,"note":"äöü \u0001 𝄞"}"""),
        Seed = ulong.MaxValue,
        Threads = 2,
        DataHash = new string('a', 64),
        CodeVersion = "0.1.0",
        Created = new DateTimeOffset(2026, 1, 31, 12, 0, 0, TimeSpan.Zero),
    };

    public static IModel Train() => new StumpTrainer().Train(new TrainingRequest
    {
        Fit = Data.Samples(PlantedData.Fit),
        Targets = [PlantedData.Direction, PlantedData.Return],
        Options = HyperParameters.Parse("""{"candidates":3}"""),
    });

    public static Dictionary<string, byte[]> Pack(ModelContext? context = null)
    {
        using IModel model = Train();
        return ModelFile.Pack(model, context ?? Context).ToDictionary();
    }

    /// <summary>The files with another manifest, under a checksum that fits: what a careful stranger would send.</summary>
    public static Dictionary<string, byte[]> WithManifest(IReadOnlyDictionary<string, byte[]> files, Func<string, string> change) =>
        WithManifest(files, Encoding.UTF8.GetBytes(change(Encoding.UTF8.GetString(files[Manifest]))));

    public static Dictionary<string, byte[]> WithManifest(IReadOnlyDictionary<string, byte[]> files, byte[] manifest)
    {
        Dictionary<string, byte[]> changed = files.ToDictionary();
        changed[Manifest] = manifest;
        return Sealed(changed);
    }

    /// <summary>With checksums that fit, whatever the files are.</summary>
    public static Dictionary<string, byte[]> Sealed(Dictionary<string, byte[]> files)
    {
        IEnumerable<string> lines = files
            .Where(file => file.Key == Manifest || file.Key.EndsWith(".gz", StringComparison.Ordinal))
            .OrderBy(file => file.Key, StringComparer.Ordinal)
            .Select(file => $"{Hash(file.Value)}  {file.Key}\n");
        files[Checksums] = Encoding.UTF8.GetBytes(string.Concat(lines));
        return files;
    }

    public static string Hash(byte[] content) => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(content));

    /// <summary>The message with which the files are refused, and the assurance that no loader saw them.</summary>
    public static string Refused(IReadOnlyDictionary<string, byte[]> files)
    {
        SpyTrainer spy = new();
        string message = Assert.ThrowsAny<ServerlessTrainingException>(() => ModelFile.Open(files, new ModelTypes([spy]))).Message;
        Assert.Equal(0, spy.Loads);
        return message;
    }
}
