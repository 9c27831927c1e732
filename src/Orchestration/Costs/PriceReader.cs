using ServerlessTraining.Domain.Documents;
using ServerlessTraining.Orchestration.Documents;

namespace ServerlessTraining.Orchestration.Costs;

/// <summary>Reads prices from YAML, as in configs/prices.yaml.</summary>
public static class PriceReader
{
    /// <summary>The currencies that prices may be in.</summary>
    public static IReadOnlyList<string> Currencies { get; } = [PriceSettings.DefaultCurrency, "USD"];

    private const double HighestPrice = 1000;
    private static readonly PriceSettings Default = new();

    /// <param name="yaml">The file's text.</param>
    /// <param name="source">Begins the text of an error: the file's name.</param>
    /// <exception cref="DocumentException">Something is wrong; all of it is told, with its lines.</exception>
    public static PriceSettings Read(string yaml, string source) =>
        DocumentReader.Read(YamlDocumentReader.Read(yaml, source), source, root => root.Mapping(map => map.Optional("prices", Prices, Default)));

    private static PriceSettings Prices(DocumentValue value) => value.Mapping(map =>
    {
        IReadOnlyDictionary<string, GpuPrice> profiles = map.Optional("gpu_profiles", Profiles, Default.GpuProfiles);
        return new PriceSettings
        {
            Currency = map.Optional("currency", v => v.OneOf(Currencies), Default.Currency),
            VcpuSecond = map.Optional("vcpu_second", Price, null),
            GibSecond = map.Optional("gib_second", Price, null),
            Transactions10000 = map.Optional("transactions_10000", Price, null),
            Cpu = map.Optional("cpu", v => v.Mapping(Size), Default.Cpu),
            Gpu = map.Optional<string?>("gpu", v => Profile(v, profiles), null),
            GpuProfiles = profiles,
        };
    });

    private static Dictionary<string, GpuPrice> Profiles(DocumentValue value) =>
        value.Entries(v => v.Mapping(map => new GpuPrice(map.Optional("second", Price, null), Size(map)))).ToDictionary(StringComparer.Ordinal);

    private static string Profile(DocumentValue value, IReadOnlyDictionary<string, GpuPrice> profiles)
    {
        if (profiles.Count > 0) return value.OneOf([.. profiles.Keys]);
        value.Error("names a profile, but gpu_profiles has none; add it there");
        return "";
    }

    private static TrainerSize Size(MappingReader map) =>
        new(map.Optional("vcpus", v => v.Number(0.25, 128), Default.Cpu.Vcpus), map.Optional("memory_gib", v => v.Number(0.5, 2048), Default.Cpu.MemoryGib));

    private static double? Price(DocumentValue value) => value.Number(0, HighestPrice);
}
