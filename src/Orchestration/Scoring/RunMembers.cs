using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Features;
using ServerlessTraining.Domain.Inference;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Models;

namespace ServerlessTraining.Orchestration.Scoring;

/// <summary>Makes the prediction set of a run of what its models say. Each model is opened at most once, features are computed at most once.</summary>
/// <param name="work">Checked.</param>
/// <param name="rows">Of the case.</param>
/// <param name="bars">The known ones.</param>
internal sealed class RunMembers(ScoringCase work, ScoringRows rows, BarSeries bars)
{
    /// <summary>How many older models forecast beside a fold's own.</summary>
    public const int MostEarlier = 4;

    /// <summary>Tune rows of a window that are forecast recursively, the latest: each costs as many looks at all features as there are steps. Meta-models learn on them, and on
    /// earlier windows. Where a lookback is longer, as many as that; the horizon and the entry delay come on top.</summary>
    public const int RecursiveTuneRows = 300;

    private readonly int horizon = work.Configuration.Horizon;
    private readonly List<string> notes = [];
    private FeatureMatrix? raw;

    /// <summary>What a reader should know.</summary>
    public IReadOnlyList<string> Notes => notes;

    /// <param name="methods">The others are absent; no method needs another.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task<PredictionSet> BuildAsync(IReadOnlyList<PredictionMethod> methods, CancellationToken cancellation) => new(
        horizon,
        rows.Windows,
        methods.Contains(PredictionMethod.Direct) ? await DirectAsync(cancellation) : NotAsked(),
        methods.Contains(PredictionMethod.Recursive) ? await RecursiveAsync(cancellation) : NotAsked(),
        methods.Contains(PredictionMethod.DirectMulti) ? DirectMulti() : NotAsked());

    /// <summary>The fold's own model, and the models of the folds before it: a member is an age. What an age is worth can be learned on earlier windows, where the same age made
    /// forecasts; of a single older model nothing could be said before it has grown older.</summary>
    private async Task<MethodPredictions> DirectAsync(CancellationToken cancellation)
    {
        List<Columns> ages = [Stored(work.Own)];
        for (int age = 1; age <= MostEarlier && age < rows.Windows.Count; age++) ages.Add(new Columns(rows.Column(), rows.Column()));
        for (int w = 0; w + 1 < rows.Windows.Count; w++)
        {
            using ForecastModel model = await work.Own.Folds[w].Open(cancellation);
            for (int later = w + 1; later < rows.Windows.Count && later - w < ages.Count; later++)
            {
                cancellation.ThrowIfCancellationRequested();
                AskUnseen(model, w, later, ages[later - w]);
            }
        }

        return Members([.. ages.Select((columns, age) => (age == 0 ? $"h{horizon}" : $"h{horizon}-{age}", work.Own, columns))]);
    }

    /// <summary>A model has not seen what comes from its own first report row on: fit, tune and their labels end before it.</summary>
    private void AskUnseen(ForecastModel model, int window, int later, Columns columns)
    {
        int unseen = rows.Windows[window].FirstBar;
        foreach ((int row, RowRange stretch) in rows.Stretches(later))
        {
            RowRange asked = stretch.Within(unseen, stretch.End);
            if (asked.IsEmpty) continue;
            int first = row + asked.First - stretch.First;
            model.Predict(Raw, asked, Target.Direction(horizon), columns.Probability.AsSpan(first, asked.Count));
            model.Predict(Raw, asked, Target.Return(horizon), columns.Return.AsSpan(first, asked.Count));
        }
    }

    private async Task<MethodPredictions> RecursiveAsync(CancellationToken cancellation)
    {
        HorizonForecasts one = work.Models[0];
        if (one.Horizon != 1) return MethodPredictions.Absent("the run has no one-step model");
        Columns stored = Stored(one);
        if (!stored.HasReturns) return MethodPredictions.Absent(RecursiveForecast.DirectionOnly);
        if (horizon == 1) return Members(("h1", one, stored with { Probability = rows.Column() }));
        RecursiveRows recursion = new(bars, Raw, work.Recipe.FeatureSystem.Rows(bars.Timeframe, work.Recipe.FeatureOptions));
        int tune = Math.Max(RecursiveTuneRows, work.Rules.LookbackWindows.Max()) + horizon + work.Plan.Options.EntryDelay;
        double[] compounded = rows.Column();
        int refused = 0;
        for (int w = 0; w < rows.Windows.Count; w++)
        {
            using ForecastModel model = await one.Folds[w].Open(cancellation);
            if (!model.Forecasts(Target.Return(1))) return MethodPredictions.Absent(RecursiveForecast.DirectionOnly);
            foreach ((int row, RowRange stretch) in rows.Stretches(w))
            {
                int first = stretch.First == rows.Windows[w].FirstBar ? stretch.First : Math.Max(stretch.First, stretch.End - tune);
                Span<double> target = compounded.AsSpan(row + first - stretch.First, stretch.End - first);
                refused += recursion.Forecast(model, new RowRange(first, stretch.End), horizon, target, cancellation);
            }
        }

        if (refused > 0) notes.Add($"recursive: {refused} rows have no forecast, because the one-step model answered with no return above -1.");
        return Members(($"h1 x {horizon}", work.Own, new Columns(rows.Column(), compounded)));
    }

    private MethodPredictions DirectMulti() => Members([.. work.Models.Select(model => ($"h{model.Horizon}", model, Stored(model)))]);

    private static MethodPredictions NotAsked() => MethodPredictions.Absent("no strategy asks for it");

    private FeatureMatrix Raw => raw ??= work.Recipe.FeatureSystem.Compute(bars, work.Recipe.FeatureOptions);

    /// <summary>What each fold's own model said when it was trained.</summary>
    private Columns Stored(HorizonForecasts model)
    {
        Columns columns = new(rows.Column(), rows.Column());
        for (int w = 0; w < rows.Windows.Count; w++)
        {
            FoldForecasts fold = model.Folds[w];
            MemberPredictions said = fold.Predictions.Member($"fold {fold.Fold}", fold.ModelHash);
            said.ProbabilityUp.CopyTo(columns.Probability.AsSpan(rows.First(w)));
            said.ExpectedReturn.CopyTo(columns.Return.AsSpan(rows.First(w)));
        }

        return columns;
    }

    /// <summary>All members, or the reason why there are none. A target that a model does not have is NaN on all rows, and is left out.</summary>
    private static MethodPredictions Members(params (string Name, HorizonForecasts Model, Columns Columns)[] members)
    {
        bool returns = members.All(member => member.Columns.HasReturns);
        bool probabilities = members.All(member => member.Columns.HasProbabilities);
        if (!returns && !probabilities) return MethodPredictions.Absent("not all of its models forecast the same");
        return MethodPredictions.Of(
        [
            .. members.Select(member => new MemberPredictions(
                member.Name,
                member.Model.ModelId,
                member.Model.Horizon,
                member.Columns.HasProbabilities ? member.Columns.Probability : null,
                member.Columns.HasReturns ? member.Columns.Return : null)),
        ]);
    }

    private sealed record Columns(double[] Probability, double[] Return)
    {
        public bool HasProbabilities => Array.Exists(Probability, double.IsFinite);

        public bool HasReturns => Array.Exists(Return, double.IsFinite);
    }
}
