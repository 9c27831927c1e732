using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Globalization;
using ServerlessTraining.Orchestration.Telemetry;

namespace ServerlessTraining.Orchestration.Tests.Telemetry;

/// <summary>What the test that opened it makes the product measure. Instruments are the process's: what other tests measure meanwhile is left out.</summary>
internal sealed class MetricRecorder : IDisposable
{
    private static readonly AsyncLocal<MetricRecorder?> Current = new();
    private readonly MeterListener listener = new();
    private readonly ConcurrentQueue<Measured> measured = [];
    private readonly ConcurrentDictionary<string, string> units = new(StringComparer.Ordinal);

    private MetricRecorder()
    {
        listener.InstrumentPublished = (instrument, own) =>
        {
            if (instrument.Meter.Name != Instruments.MeterName) return;
            units[instrument.Name] = $"{instrument.Unit}";
            own.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Take(instrument, value, tags));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Take(instrument, value, tags));
        listener.Start();
    }

    /// <summary>Of every instrument that there is.</summary>
    public IReadOnlyDictionary<string, string> Units => units;

    /// <summary>Listens to the method that asks, and to all that it awaits and starts.</summary>
    public static MetricRecorder Start() => Current.Value = new MetricRecorder();

    /// <summary>Asks the gauges.</summary>
    public void Look() => listener.RecordObservableInstruments();

    /// <summary>The sums of an instrument by its tags, as `name=value name=value`, tags by name.</summary>
    public IReadOnlyDictionary<string, double> Sums(string instrument) =>
        measured.Where(one => one.Instrument == instrument).GroupBy(one => one.Tags).ToDictionary(same => same.Key, same => same.Sum(one => one.Value));

    public void Dispose() => listener.Dispose();

    private void Take(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (Current.Value != this) return;
        List<string> words = [];
        foreach ((string name, object? tag) in tags) words.Add(string.Create(CultureInfo.InvariantCulture, $"{name}={tag}"));
        measured.Enqueue(new Measured(instrument.Name, string.Join(' ', words.Order(StringComparer.Ordinal)), value));
    }

    private sealed record Measured(string Instrument, string Tags, double Value);
}
