using System.Numerics;
using ServerlessTraining.Domain.Documents;
using ServerlessTraining.Domain.Market;

namespace ServerlessTraining.Domain.Grids;

/// <summary>What to train: each model on each symbol, timeframe and so on. Lists keep the order and the repetitions of the document. A grid comes from a document only, so one at
/// hand is valid.</summary>
public sealed class TrainingGrid
{
    private const int MaxSeed = int.MaxValue;

    private TrainingGrid()
    {
    }

    public required string Name { get; init; }

    public required IReadOnlyList<GridModel> Models { get; init; }

    public required IReadOnlyList<Symbol> Symbols { get; init; }

    public required IReadOnlyList<Timeframe> Timeframes { get; init; }

    /// <summary>Days of training data a fold.</summary>
    public required IReadOnlyList<int> Days { get; init; }

    /// <summary>Bars ahead.</summary>
    public required IReadOnlyList<int> Horizons { get; init; }

    public required IReadOnlyList<string> Encoders { get; init; }

    public required IReadOnlyList<string> FeatureSystems { get; init; }

    /// <summary>Each entry is the set of indicator timeframes of one configuration; a grid that names none has one empty set.</summary>
    public required IReadOnlyList<IReadOnlyList<Timeframe>> IndicatorTimeframes { get; init; }

    /// <summary>Each model is trained once a seed. A seed is no part of a configuration, because it does not change what is asked, only the dice.</summary>
    public required IReadOnlyList<int> Seeds { get; init; }

    public required bool SkipAlreadyTrained { get; init; }

    public required string FoldMode { get; init; }

    /// <summary>All combinations, repeated ones counted as often as they come.</summary>
    public BigInteger Combinations =>
        Models.Aggregate(BigInteger.Zero, (sum, model) => sum + model.VariantCount)
        * Symbols.Count * Timeframes.Count * Days.Count * Horizons.Count * Encoders.Count * FeatureSystems.Count * IndicatorTimeframes.Count;

    /// <exception cref="DocumentException">Something is wrong; all of it is told. <paramref name="source"/>, the file's name for example, begins the text.</exception>
    public static TrainingGrid Read(DocumentNode root, GridVocabulary vocabulary, string source = "The grid") => DocumentReader.Read(root, source, value =>
    {
        TrainingGrid grid = value.Mapping(map => new TrainingGrid
        {
            Name = map.Required("name", name => name.Text()),
            Models = map.Required("models", models => models.OneOrMore(model => GridModel.Read(model, vocabulary))),
            Symbols = map.Required("symbols", symbols => symbols.OneOrMore(GridValues.Symbol)),
            Timeframes = map.Required("timeframes", timeframes => timeframes.OneOrMore(GridValues.Timeframe)),
            Days = map.Required("days", days => days.OneOrMore(GridValues.Days)),
            Horizons = map.Required("horizons", horizons => horizons.OneOrMore(GridValues.Horizon)),
            Encoders = map.Optional("encoders", Names(vocabulary.Encoders), [vocabulary.Encoders[0]]),
            FeatureSystems = map.Optional("feature_systems", Names(vocabulary.FeatureSystems), [vocabulary.FeatureSystems[0]]),
            IndicatorTimeframes = map.Optional("indicator_timeframes", ReadTimeframeSets, [[]]),
            Seeds = map.Optional<IReadOnlyList<int>>("seeds", seeds => [.. seeds.OneOrMore(seed => seed.WholeNumber(0, MaxSeed)).Distinct()], [0]),
            SkipAlreadyTrained = map.Optional("skip_already_trained", skip => skip.Boolean(), true),
            FoldMode = map.Optional("folds", folds => folds.OneOf(vocabulary.FoldModes), vocabulary.FoldModes[0]),
        });
        if (!value.HasErrors) RefuseTooMany(grid, value);
        return grid;
    });

    private static Func<DocumentValue, IReadOnlyList<string>> Names(IReadOnlyList<string> known) => value => value.OneOrMore(name => name.OneOf(known));

    /// <summary>`[1h, 4h]` is one set; `[[1h], [1h, 4h]]` is each of two sets.</summary>
    private static IReadOnlyList<IReadOnlyList<Timeframe>> ReadTimeframeSets(DocumentValue value)
    {
        bool sets = value.Node is DocumentSequence sequence && sequence.Items.Any(item => item is DocumentSequence);
        return sets
            ? value.OneOrMore(set => set.List(GridValues.Timeframe))
            : [value.Node is DocumentSequence ? value.List(GridValues.Timeframe) : [GridValues.Timeframe(value)]];
    }

    private static void RefuseTooMany(TrainingGrid grid, DocumentValue value)
    {
        if (grid.Combinations <= GridLimits.MaxConfigurations) return;
        value.Error(
            $"this makes {GridFactors.Text(grid)} = {grid.Combinations} configurations, but at most {GridLimits.MaxConfigurations} are allowed; "
            + "shorten some of its lists");
    }
}
