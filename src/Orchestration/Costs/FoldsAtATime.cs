using System.Globalization;
using Microsoft.Extensions.Configuration;
using ServerlessTraining.Domain;
using ServerlessTraining.Orchestration.Folds;

namespace ServerlessTraining.Orchestration.Costs;

/// <summary>How many folds are trained at the same time, for estimates of the time by the clock. In Azure the trainers are jobs that the app knows nothing of, so settings tell
/// it; a process that trains itself knows.</summary>
/// <param name="Cpu">On CPUs, 1 to 10,000.</param>
/// <param name="Gpu">On GPUs, 1 to 10,000.</param>
public sealed record FoldsAtATime(int Cpu, int Gpu)
{
    public const string CpuSetting = "FoldsAtATime:Cpu";
    public const string GpuSetting = "FoldsAtATime:Gpu";
    public const int Most = 10_000;

    public int On(FoldDevice device) => device == FoldDevice.Gpu ? Gpu : Cpu;

    /// <summary>As the settings say; where they say nothing, as many as this process takes.</summary>
    /// <exception cref="ServerlessTrainingException">A setting is no number or out of its range; all of it is told.</exception>
    internal static Func<FoldPumpOptions, FoldsAtATime> From(IConfiguration configuration)
    {
        Faults faults = new("The number of folds that are trained at a time is not known");
        int? cpu = Read(configuration, CpuSetting, faults);
        int? gpu = Read(configuration, GpuSetting, faults);
        faults.Throw();
        return pump => new FoldsAtATime(cpu ?? pump.Concurrency, gpu ?? pump.Concurrency);
    }

    private static int? Read(IConfiguration configuration, string setting, Faults faults)
    {
        if (configuration[setting] is not { } text || string.IsNullOrWhiteSpace(text)) return null;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number is >= 1 and <= Most) return number;
        string name = setting.Replace(":", "__", StringComparison.Ordinal);
        string allowed = string.Create(CultureInfo.InvariantCulture, $"a whole number from 1 to {Most} is needed, or nothing for what this process trains at a time");
        faults.Add($"{name} is '{text}'; {allowed}");
        return null;
    }
}
