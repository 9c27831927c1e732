namespace ServerlessTraining.Domain.Presets;

/// <summary>The bars that a preset was searched on; symbol and timeframe are in its name.</summary>
/// <param name="Fingerprint">Of the series, as the store has it.</param>
/// <param name="From">The open of the first bar.</param>
/// <param name="To">Where the last bar ends.</param>
public sealed record PresetDataset(string Fingerprint, DateTimeOffset From, DateTimeOffset To, int Bars);
