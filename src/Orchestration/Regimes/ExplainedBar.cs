using ServerlessTraining.Domain.Regimes;

namespace ServerlessTraining.Orchestration.Regimes;

/// <summary>Why a bar has its regime.</summary>
/// <param name="Version">Of the rules.</param>
/// <param name="Regime">Null within the warm-up; `unclassified` where no rule holds.</param>
/// <param name="Lines">One for the bar and one for each enabled rule: `+` holds, `-` does not.</param>
public sealed record ExplainedBar(string Symbol, string Timeframe, string Set, int Version, DateTimeOffset OpenTime, string? Regime, IReadOnlyList<string> Lines)
{
    internal static ExplainedBar Of(ExplainQuery query, int version, RegimeEvaluation evaluation, int bar)
    {
        RegimeExplanation explanation = evaluation.Explain(bar);
        return new ExplainedBar(
            query.Market.Symbol.Name, query.Market.Timeframe.Name, query.Set, version, explanation.OpenTime,
            bar < evaluation.WarmUp ? null : explanation.Regime, explanation.ToString().Split('\n'));
    }
}
