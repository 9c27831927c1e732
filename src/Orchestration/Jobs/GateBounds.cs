using ServerlessTraining.Domain.Gates;
using ServerlessTraining.Domain.Market;

namespace ServerlessTraining.Orchestration.Jobs;

/// <summary>The bounds in force: `GET /api/training/gates`.</summary>
/// <param name="Bounds">What each metric must exceed, for symbols without bounds of their own.</param>
/// <param name="Symbols">Those with bounds of their own, all bounds of each.</param>
public sealed record GateBounds(IReadOnlyDictionary<string, double> Bounds, IReadOnlyList<SymbolGate> Symbols)
{
    public static GateBounds Of(GateSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return new GateBounds(Of(settings.Common), [.. settings.Symbols.Select(symbol => new SymbolGate(symbol.Name, Of(settings.For(symbol))))]);
    }

    private static Dictionary<string, double> Of(GateCriteria criteria) => criteria.Bounds.ToDictionary(bound => bound.Metric, bound => bound.Bound, StringComparer.Ordinal);
}
