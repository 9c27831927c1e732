using System.Text.Json;
using ServerlessTraining.Domain.Market;

namespace ServerlessTraining.Storage.LiveModels;

/// <summary>A published model of a market, as stored.</summary>
/// <param name="Source">What made it, as `job`.</param>
/// <param name="SourceId">Which one: published again under the same source, it is this one.</param>
/// <param name="Hash">Of what it forecasts by.</param>
public sealed record StoredLiveModel(
    Symbol Symbol,
    Timeframe Timeframe,
    string Source,
    string SourceId,
    DateTimeOffset PublishedAt,
    string ModelType,
    string FeatureSystem,
    double Threshold,
    JsonElement Figures,
    string Hash)
{
    /// <summary>In its market, from 1; 0 until it is stored.</summary>
    public int Version { get; init; }

    /// <summary>The version that was live when this one came, which a rollback goes back to; null for the first.</summary>
    public int? Previous { get; init; }

    /// <summary>Where its files lie; empty until it is stored.</summary>
    public string Place { get; init; } = "";
}
