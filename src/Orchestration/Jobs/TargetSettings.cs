using ServerlessTraining.Domain.Documents;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Orchestration.Documents;

namespace ServerlessTraining.Orchestration.Jobs;

/// <summary>What people hope for in some markets, in their own words: shown beside a result, never compared with it. configs/targets.yaml.</summary>
public sealed class TargetSettings
{
    private const int LongestText = 100;
    private readonly IReadOnlyDictionary<Symbol, IReadOnlyDictionary<string, string>> ofSymbol;

    private TargetSettings(IReadOnlyDictionary<Symbol, IReadOnlyDictionary<string, string>> ofSymbol) => this.ofSymbol = ofSymbol;

    /// <param name="yaml">The file's text.</param>
    /// <param name="source">Begins the text of an error: the file's name.</param>
    /// <exception cref="DocumentException">Something is wrong; all of it is told, with its lines.</exception>
    public static TargetSettings Read(string yaml, string source) => DocumentReader.Read(YamlDocumentReader.Read(yaml, source), source, root => root.Mapping(map =>
        new TargetSettings(map.Optional("targets", value => SymbolEntries.Read(value, own => own.Mapping(Texts)), new Dictionary<Symbol, IReadOnlyDictionary<string, string>>()))));

    /// <summary>By metric; null where nothing is hoped for.</summary>
    public IReadOnlyDictionary<string, string>? For(Symbol symbol) => ofSymbol.GetValueOrDefault(symbol);

    private static IReadOnlyDictionary<string, string> Texts(MappingReader map)
    {
        Dictionary<string, string> texts = new(StringComparer.Ordinal);
        foreach (string metric in JobFigures.Names)
        {
            if (map.Optional<string?>(metric, value => value.Text(LongestText), null) is { } text) texts[metric] = text;
        }

        return texts;
    }
}
