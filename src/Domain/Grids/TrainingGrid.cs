using System.Numerics;
using ServerlessTraining.Domain.Documents;
using ServerlessTraining.Domain.Features;
using ServerlessTraining.Domain.Features.Encoders;
using ServerlessTraining.Domain.Folds;
using ServerlessTraining.Domain.Market;

namespace ServerlessTraining.Domain.Grids;

/// <summary>What to train: each model on each symbol, timeframe and so on. Lists keep the order and the repetitions of the document. A grid comes from a document only, so one at
/// hand is valid.</summary>
public sealed class TrainingGrid
{
    private const int MaxSeed = int.MaxValue;

    // The first of each is what a grid gets that names none.
    private static readonly string[] KnownEncoders = [.. FeatureEncoders.All.Select(encoder => encoder.Name)];
    private static readonly string[] KnownSystems = [.. Features.FeatureSystems.All.Select(system => system.Name)];

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

    /// <summary>Each entry is one set to try; null where the grid names none, which leaves the choice to the feature system. Bars take of a set what they can use, so that one set can serve bars
    /// of several lengths.</summary>
    public required IReadOnlyList<IReadOnlyList<Timeframe>>? IndicatorTimeframes { get; init; }

    /// <summary>Each model is trained once a seed. A seed is no part of a configuration, because it does not change what is asked, only the dice.</summary>
    public required IReadOnlyList<int> Seeds { get; init; }

    public required bool SkipAlreadyTrained { get; init; }

    public required FoldMode FoldMode { get; init; }

    /// <summary>All combinations, repeated ones counted as often as they come.</summary>
    public BigInteger Combinations =>
        Models.Aggregate(BigInteger.Zero, (sum, model) => sum + model.VariantCount)
        * Symbols.Count * Timeframes.Count * Days.Count * Horizons.Count * Encoders.Count * FeatureSystems.Count * (IndicatorTimeframes?.Count ?? 1);

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
            Encoders = map.Optional("encoders", Names(KnownEncoders), [KnownEncoders[0]]),
            FeatureSystems = map.Optional("feature_systems", Names(KnownSystems), [KnownSystems[0]]),
            IndicatorTimeframes = map.Optional<IReadOnlyList<IReadOnlyList<Timeframe>>?>("indicator_timeframes", ReadTimeframeSets, null),
            Seeds = map.Optional<IReadOnlyList<int>>("seeds", seeds => [.. seeds.OneOrMore(seed => seed.WholeNumber(0, MaxSeed)).Distinct()], [0]),
            SkipAlreadyTrained = map.Optional("skip_already_trained", skip => skip.Boolean(), true),
            FoldMode = map.Optional("folds", ReadFoldMode, FoldMode.Quick),
        });
        if (!value.HasErrors) RefuseTooMany(grid, value);
        if (!value.HasErrors) RefuseUselessTimeframes(grid, value);
        return grid;
    });

    /// <summary>A wrong name is an error of the value already, whatever is returned for it.</summary>
    private static FoldMode ReadFoldMode(DocumentValue value) => FoldModes.TryParse(value.OneOf(FoldModes.Names), out FoldMode mode) ? mode : default;

    private static Func<DocumentValue, IReadOnlyList<string>> Names(IReadOnlyList<string> known) => value => value.OneOrMore(name => name.OneOf(known));

    /// <summary>`[1h, 4h]` is one set; `[[1h], [1h, 4h]]` is each of two sets.</summary>
    private static IReadOnlyList<IReadOnlyList<Timeframe>> ReadTimeframeSets(DocumentValue value)
    {
        bool sets = value.Node is DocumentSequence sequence && sequence.Items.Any(item => item is DocumentSequence);
        return sets
            ? value.OneOrMore(set => set.List(GridValues.Timeframe))
            : [value.Node is DocumentSequence ? value.List(GridValues.Timeframe) : [GridValues.Timeframe(value)]];
    }

    private static void RefuseUselessTimeframes(TrainingGrid grid, DocumentValue value)
    {
        Timeframe[] useless =
        [
            .. (grid.IndicatorTimeframes ?? []).SelectMany(set => set).Distinct()
                .Where(indicator => !grid.Timeframes.Any(bars => FeatureOptions.Fits(indicator, bars))),
        ];
        if (useless.Length == 0) return;
        value.Error(
            $"indicator_timeframes has {string.Join(", ", useless)}, which none of the timeframes {string.Join(", ", grid.Timeframes)} can use; "
            + "an indicator timeframe is longer than the bars and a multiple of them");
    }

    private static void RefuseTooMany(TrainingGrid grid, DocumentValue value)
    {
        if (grid.Combinations <= GridLimits.MaxConfigurations) return;
        value.Error(
            $"this makes {GridFactors.Text(grid)} = {grid.Combinations} configurations, but at most {GridLimits.MaxConfigurations} are allowed; "
            + "shorten some of its lists");
    }
}
