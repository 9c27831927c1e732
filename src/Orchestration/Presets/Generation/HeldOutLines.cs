namespace ServerlessTraining.Orchestration.Presets.Generation;

/// <summary>The table of a held-out report.</summary>
internal static class HeldOutLines
{
    /// <summary>The mean first, then each horizon.</summary>
    public static IReadOnlyList<HeldOutLine> Of(PresetSpec spec, HeldOutFigures preset, HeldOutFigures defaults, HeldOutFigures? current)
    {
        List<HeldOutLine> lines = [];
        foreach (string metric in HeldOutFigures.Shown(spec.Objective)) lines.Add(new HeldOutLine(null, metric, preset.Mean(metric), defaults.Mean(metric), current?.Mean(metric)));
        Dictionary<string, double?> others = defaults.TradingByName().ToDictionary(one => one.Name, one => one.Value, StringComparer.Ordinal);
        Dictionary<string, double?>? currents = current?.TradingByName().ToDictionary(one => one.Name, one => one.Value, StringComparer.Ordinal);
        foreach ((string name, double? value) in preset.TradingByName()) lines.Add(new HeldOutLine(null, name, value, others[name], currents?[name]));
        foreach (int horizon in spec.Horizons)
        {
            foreach (string metric in HeldOutFigures.Shown(spec.Objective))
            {
                double? now = current is null ? null : Figure(current, horizon, metric);
                lines.Add(new HeldOutLine(horizon, metric, Figure(preset, horizon, metric), Figure(defaults, horizon, metric), now));
            }
        }

        return lines;
    }

    private static double? Figure(HeldOutFigures figures, int horizon, string metric) => figures.Horizons.GetValueOrDefault(horizon)?.GetValueOrDefault(metric);
}
