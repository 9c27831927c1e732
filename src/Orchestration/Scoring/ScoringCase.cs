using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Folds;
using ServerlessTraining.Domain.Grids;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Domain.Regimes;
using ServerlessTraining.Orchestration.Runs;
using ServerlessTraining.Orchestration.Training;

namespace ServerlessTraining.Orchestration.Scoring;

/// <summary>All that the score of a run depends on.</summary>
internal sealed record ScoringCase
{
    /// <summary>The series that the plan was made of.</summary>
    public required BarSeries Bars { get; init; }

    /// <summary>Of all bars, those behind the last label too.</summary>
    public required string DataFingerprint { get; init; }

    public required FoldPlan Plan { get; init; }

    /// <summary>With the run's own horizon.</summary>
    public required TrainingConfiguration Configuration { get; init; }

    public required FoldRecipe Recipe { get; init; }

    public required ulong Seed { get; init; }

    public required RunRules Rules { get; init; }

    public required RegimeRuleSet RegimeRules { get; init; }

    public RegimeOptions RegimeOptions { get; init; } = RegimeOptions.Default;

    /// <summary>By ascending horizon; the last is the run's own.</summary>
    public required IReadOnlyList<HorizonForecasts> Models { get; init; }

    public HorizonForecasts Own => Models[^1];

    /// <summary>The folds that make the report windows, in the order of their tests. The others say how a model ages; the same months counted twice would flatter.</summary>
    public IReadOnlyList<Fold> AverageFolds => [.. Plan.Folds.Where(fold => fold.Kind == FoldKind.Average).OrderBy(fold => fold.Test.Blocks[0].Rows.First)];

    /// <summary>The bars up to the last that a label of a report row looks at. What comes after is cut off before anything is computed.</summary>
    public BarSeries KnownBars() => Bars.Slice(0, Math.Min(Bars.Count, AverageFolds.Max(fold => fold.Test.Blocks[^1].Rows.End) + Plan.PurgeBars));

    /// <exception cref="ServerlessTrainingException">The parts do not belong together; everything is told.</exception>
    public void Validate()
    {
        string[] errors = [.. Errors()];
        if (errors.Length > 0) throw new ServerlessTrainingException($"The run cannot be scored:\n- {string.Join("\n- ", errors)}");
    }

    private IEnumerable<string> Errors()
    {
        if (Plan.Options.Mode == FoldMode.Cpcv)
        {
            yield return "its folds are cpcv, which tests the same bars several times; report windows must not overlap. Plan the folds as quick, full or single.";
            yield break;
        }

        if (Rules.Backtest.EntryDelay != Plan.Options.EntryDelay)
        {
            yield return $"its backtest fills {Rules.Backtest.EntryDelay} bars after a decision, but its labels {Plan.Options.EntryDelay}; both must be the same.";
        }

        if (Models.Count == 0 || Own.Horizon != Configuration.Horizon)
        {
            string found = Models.Count == 0 ? "none" : string.Join(", ", Models.Select(model => model.Horizon));
            yield return $"its horizon is {Configuration.Horizon}, but the horizons of its models are {found}; they must ascend to its own.";
        }

        for (int i = 1; i < Models.Count; i++)
        {
            if (Models[i].Horizon > Models[i - 1].Horizon) continue;
            yield return $"the models of horizon {Models[i].Horizon} come after those of {Models[i - 1].Horizon}; horizons must ascend.";
        }

        foreach (HorizonForecasts model in Models)
        {
            foreach (string error in Errors(model)) yield return error;
        }
    }

    private IEnumerable<string> Errors(HorizonForecasts model)
    {
        if (!Plan.Options.Horizons.Contains(model.Horizon))
        {
            yield return $"horizon {model.Horizon} is none of the horizons {string.Join(", ", Plan.Options.Horizons)} that fold plan {Plan.Key} was purged for.";
        }

        int[] wanted = [.. AverageFolds.Select(fold => fold.Number).Order()];
        if (!model.Folds.Select(fold => fold.Fold).SequenceEqual(wanted))
        {
            string found = string.Join(", ", model.Folds.Select(fold => fold.Fold));
            yield return $"horizon {model.Horizon} has the average folds {found}, but fold plan {Plan.Key} has {string.Join(", ", wanted)}.";
            yield break;
        }

        foreach (FoldForecasts fold in model.Folds)
        {
            string name = $"the predictions of fold {fold.Fold} at horizon {model.Horizon}";
            if (fold.Predictions.Horizon != model.Horizon) yield return $"{name} look {fold.Predictions.Horizon} bars ahead.";
            if (AreOfRows(fold.Predictions, Plan.Folds[fold.Fold - 1])) continue;
            yield return $"{name} are not of the tune and report rows of that fold in plan {Plan.Key}. Train it again.";
        }
    }

    private bool AreOfRows(FoldPredictions predictions, Fold fold)
    {
        if (predictions.Symbol != Bars.Symbol || predictions.Timeframe != Bars.Timeframe) return false;
        RowRange[] rows = [.. new[] { fold.Tune, fold.Test }.SelectMany(part => part.Blocks).Select(block => block.Rows)];
        return predictions.Blocks.Count == rows.Length
            && predictions.Blocks.Zip(rows).All(pair => Bars.OpenTicks[pair.Second.First..pair.Second.End].SequenceEqual(pair.First.OpenTicks));
    }
}
