using ServerlessTraining.Domain.Documents;
using ServerlessTraining.Domain.Market;

namespace ServerlessTraining.Orchestration.Jobs;

/// <summary>A mapping whose keys are symbols.</summary>
internal static class SymbolEntries
{
    /// <summary>A key that is no symbol, or one that is there in another spelling, is an error.</summary>
    public static IReadOnlyDictionary<Symbol, T> Read<T>(DocumentValue value, Func<DocumentValue, T> read)
    {
        string[] keys = value.Node is DocumentMapping mapping ? [.. mapping.Entries.Select(entry => entry.Key)] : [];
        Dictionary<Symbol, T> found = [];
        int at = 0;
        value.Entries(own =>
        {
            string key = keys[at++];
            T entry = read(own);
            if (!Symbol.TryParse(key, out Symbol symbol)) own.Error($"'{key}' is not a symbol; names such as BTCUSDT or BTC/USDT are allowed");
            else if (!found.TryAdd(symbol, entry)) own.Error($"{symbol} is there already in another spelling; one entry a symbol is allowed");
            return entry;
        });
        return found;
    }
}
