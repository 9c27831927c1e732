using ServerlessTraining.Domain.Features;
using ServerlessTraining.Domain.Market;

namespace ServerlessTraining.Domain.Grids;

/// <summary>The configurations of a grid in their one order: the order of the grid's lists, models outermost, then hyper-parameters, symbols, timeframes, days, horizons,
/// encoders, feature systems and indicator timeframes, the last of which change fastest. Of equal configurations the first stays.</summary>
public sealed class GridExpansion
{
    private GridExpansion(TrainingGrid grid, IReadOnlyList<TrainingConfiguration> toTrain, IReadOnlyList<SkippedConfiguration> alreadyTrained)
    {
        Grid = grid;
        ToTrain = toTrain;
        AlreadyTrained = alreadyTrained;
    }

    public TrainingGrid Grid { get; }

    public IReadOnlyList<TrainingConfiguration> ToTrain { get; }

    /// <summary>Empty when the grid does not skip.</summary>
    public IReadOnlyList<SkippedConfiguration> AlreadyTrained { get; }

    public int Combinations => (int)Grid.Combinations;

    public int Duplicates => Combinations - ToTrain.Count - AlreadyTrained.Count;

    /// <summary><paramref name="whyTrained"/> gives the reason to skip a configuration, or null to train it; it is asked once for each, and only when the grid skips.</summary>
    public static GridExpansion Of(TrainingGrid grid, Func<TrainingConfiguration, string?> whyTrained)
    {
        ArgumentNullException.ThrowIfNull(whyTrained);
        HashSet<ConfigurationHash> seen = [];
        List<TrainingConfiguration> toTrain = [];
        List<SkippedConfiguration> alreadyTrained = [];
        foreach (TrainingConfiguration configuration in All(grid).Where(configuration => seen.Add(configuration.Hash)))
        {
            if (grid.SkipAlreadyTrained && whyTrained(configuration) is { } reason) alreadyTrained.Add(new SkippedConfiguration(configuration, reason));
            else toTrain.Add(configuration);
        }

        return new GridExpansion(grid, toTrain, alreadyTrained);
    }

    /// <summary>What a feature system does not read is put to one value, and what the grid leaves to it is written out: two configurations that would train the same model are one.</summary>
    private static IEnumerable<TrainingConfiguration> All(TrainingGrid grid) =>
        from model in grid.Models
        from hyperParameters in model.Variants()
        from symbol in grid.Symbols
        from timeframe in grid.Timeframes
        from days in grid.Days
        from horizon in grid.Horizons
        from encoder in grid.Encoders
        from featureSystem in grid.FeatureSystems.Select(FeatureSystems.Parse)
        from indicatorTimeframes in (IEnumerable<IReadOnlyList<Timeframe>?>?)grid.IndicatorTimeframes ?? [null]
        select TrainingConfiguration.Of(
            model.Type,
            featureSystem,
            encoder,
            indicatorTimeframes?.Where(indicator => FeatureOptions.Fits(indicator, timeframe)),
            symbol,
            timeframe,
            days,
            horizon,
            hyperParameters);
}
