using ServerlessTraining.Domain.Market;

namespace ServerlessTraining.Domain.Gates;

/// <summary>The gates as they are configured: bounds for all symbols, and bounds of single symbols that go before them.</summary>
public sealed class GateSettings
{
    private readonly GateCriteria common;
    private readonly Dictionary<Symbol, GateCriteria> ofSymbol;

    private GateSettings(GateCriteria common, Dictionary<Symbol, GateCriteria> ofSymbol)
    {
        this.common = common;
        this.ofSymbol = ofSymbol;
    }

    /// <summary>What is left out keeps its default (all symbols) or the common bound (one symbol). Everything that is wrong is reported at
    /// once.</summary>
    public static GateSettings Create(
        IReadOnlyDictionary<string, double>? bounds = null, IReadOnlyDictionary<string, IReadOnlyDictionary<string, double>>? symbols = null)
    {
        bounds ??= new Dictionary<string, double>();
        Faults faults = new("The gates cannot be used");
        GateCriteria.Check("gates.", bounds, faults);
        Dictionary<Symbol, IReadOnlyDictionary<string, double>> known = [];
        symbols ??= new Dictionary<string, IReadOnlyDictionary<string, double>>();
        foreach ((string name, IReadOnlyDictionary<string, double> own) in symbols.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            GateCriteria.Check($"gates.symbols.{name}.", own, faults);
            if (!Symbol.TryParse(name, out Symbol symbol))
            {
                faults.Add($"gates.symbols.{name} is not a symbol, allowed are names as BTCUSDT or BTC/USDT");
            }
            else if (!known.TryAdd(symbol, own))
            {
                faults.Add($"gates.symbols has {symbol} twice, the second time as {name}, allowed is one entry a symbol");
            }
        }
        faults.Throw();
        GateCriteria all = GateCriteria.Default.With(bounds);
        return new GateSettings(all, known.ToDictionary(entry => entry.Key, entry => all.With(entry.Value)));
    }

    /// <summary>Of symbols without bounds of their own.</summary>
    public GateCriteria Common => common;

    /// <summary>Those with bounds of their own, by name.</summary>
    public IReadOnlyList<Symbol> Symbols => [.. ofSymbol.Keys.OrderBy(symbol => symbol.Name, StringComparer.Ordinal)];

    public GateCriteria For(Symbol symbol) => ofSymbol.GetValueOrDefault(symbol, common);
}
