using ServerlessTraining.Models;
using ServerlessTraining.Orchestration.Bars;
using ServerlessTraining.Orchestration.Training;
using ServerlessTraining.Storage.Runs;

namespace ServerlessTraining.Orchestration.Decisions;

/// <summary>Scores incumbents again that were scored on other bars, report windows or regime rules than a challenger: only then can the two be compared.</summary>
internal sealed class IncumbentRescorer(RunStore runs, MarketData markets, FoldFiles files, ModelTypes types)
{
    public RescoringRound Begin(Challenger challenger) => new(challenger, new RescoringGrounds(challenger.Rules, markets), runs, files, types);
}
