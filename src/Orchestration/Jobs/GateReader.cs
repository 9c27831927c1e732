using ServerlessTraining.Domain.Documents;
using ServerlessTraining.Domain.Gates;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Orchestration.Documents;

namespace ServerlessTraining.Orchestration.Jobs;

/// <summary>Reads the gates from YAML, as in configs/gates.yaml. A bound that is left out has its default, or the common bound in a symbol's own.</summary>
public static class GateReader
{
    /// <param name="yaml">The file's text.</param>
    /// <param name="source">Begins the text of an error: the file's name.</param>
    /// <exception cref="DocumentException">Something is wrong; all of it is told, with its lines.</exception>
    public static GateSettings Read(string yaml, string source)
    {
        var read = DocumentReader.Read(YamlDocumentReader.Read(yaml, source), source, root => root.Mapping(map => map.Optional("gates", Section, (null, null))));
        return GateSettings.Create(read.Bounds, read.Symbols);
    }

    private static (IReadOnlyDictionary<string, double>? Bounds, IReadOnlyDictionary<string, IReadOnlyDictionary<string, double>>? Symbols) Section(
        DocumentValue value) => value.Mapping(map =>
    {
        Dictionary<string, double> bounds = Bounds(map);
        return ((IReadOnlyDictionary<string, double>?)bounds, map.Optional<IReadOnlyDictionary<string, IReadOnlyDictionary<string, double>>?>("symbols", Symbols, null));
    });

    private static Dictionary<string, IReadOnlyDictionary<string, double>> Symbols(DocumentValue value) =>
        SymbolEntries.Read(value, own => own.Mapping(map => (IReadOnlyDictionary<string, double>)Bounds(map)))
            .ToDictionary(pair => pair.Key.Name, pair => pair.Value, StringComparer.Ordinal);

    private static Dictionary<string, double> Bounds(MappingReader map)
    {
        Dictionary<string, double> bounds = new(StringComparer.Ordinal);
        foreach (string metric in GateCriteria.Metrics)
        {
            if (map.Optional(metric, value => (double?)Bound(value), null) is { } bound) bounds[metric] = bound;
        }

        return bounds;
    }

    private static double Bound(DocumentValue value)
    {
        double bound = value.Number(0, 1);
        if (bound >= 1) value.Error("is 1, which no metric can exceed; less than 1 is needed");
        return bound;
    }
}
