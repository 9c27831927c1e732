using System.Globalization;
using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Features;
using ServerlessTraining.Domain.Features.Encoders;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Domain.Presets;
using ServerlessTraining.Orchestration.Bars;

namespace ServerlessTraining.Orchestration.Presets.Freshness;

/// <summary>Compares the features of the last bars with those that a preset was searched on.</summary>
internal sealed class PresetDrift(MarketData markets)
{
    /// <summary>So many days of bars are today: fewer would call the tide of a week a drift, more would be the past.</summary>
    public const int Days = 60;

    /// <summary>Fewer rows would leave bins empty by chance.</summary>
    public const int FewestRows = 100;

    public async Task<DriftReport> OfAsync(PresetName name, PresetContent content, CancellationToken cancellationToken)
    {
        if (content.IsEnsemble) return DriftReport.Not("it is an ensemble; its members are judged");
        if (content.Inputs is not { Count: > 0 } reference) return DriftReport.Not("it was published without the distribution of its inputs");
        if (await markets.FindAsync(name.Symbol, name.Timeframe, cancellationToken) is not { } market)
        {
            return DriftReport.Not($"there are no bars of {name.Symbol} {name.Timeframe}");
        }

        try
        {
            return Of(market.Bars, content, reference);
        }
        catch (ServerlessTrainingException error)
        {
            return DriftReport.Not(error.Message.TrimEnd('.'));
        }
    }

    private static DriftReport Of(BarSeries bars, PresetContent content, IReadOnlyDictionary<string, PresetDistribution> reference)
    {
        FeatureSystem system = FeatureSystems.Parse(content.Features.System);
        string version = system.Version.ToString(CultureInfo.InvariantCulture);
        if (content.Features.Version != version)
        {
            return DriftReport.Not($"feature system {system} is of version {version} now and was of version {content.Features.Version}");
        }

        FeatureOptions options = new()
        {
            Encoder = system.ReadsEncoder ? FeatureEncoders.Parse(content.Features.Encoder) : FeatureOptions.Default.Encoder,
            IndicatorTimeframes = system.ReadsIndicatorTimeframes ? [.. content.Features.IndicatorTimeframes.Select(Timeframe.Parse)] : null,
        };
        int warmUp = system.WarmUp(bars.Timeframe, options);
        int first = Math.Max(warmUp, bars.IndexAtOrAfter(bars.Span.End.AddDays(-Days)));
        int rows = bars.Count - first;
        if (rows < FewestRows) return DriftReport.Not($"the last {Days} days have {Math.Max(0, rows)} bars with features, and {FewestRows} are needed");
        FeatureMatrix features = system.Compute(bars.Slice(first - warmUp, rows + warmUp), options);
        return DriftReport.Of(
            reference,
            features.Names.Select((name, column) => (name, column))
                .ToDictionary(pair => pair.name, pair => features.ColumnCopy(pair.column)[features.WarmUp..], StringComparer.Ordinal));
    }
}
