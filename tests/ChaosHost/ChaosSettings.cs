using Microsoft.Extensions.DependencyInjection;
using ServerlessTraining.Orchestration.Folds;

namespace ServerlessTraining.ChaosHost;

/// <summary>The product's services with the test's trainer and with times that fit a test.</summary>
public static class ChaosSettings
{
    /// <summary>Milliseconds that a fold takes. Default 20.</summary>
    public const string FoldMilliseconds = "CHAOS_FOLD_MS";

    /// <summary>Folds of one queue at the same time. Default 2.</summary>
    public const string Concurrency = "CHAOS_CONCURRENCY";

    /// <summary>Milliseconds that a stop leaves to the folds that run. Default 5,000.</summary>
    public const string GraceMilliseconds = "CHAOS_GRACE_MS";

    /// <summary>1 (the default) trains in the host; with 0 only processes of their own train.</summary>
    public const string HostTrains = "CHAOS_HOST_TRAINS";

    /// <summary>`product` trains what it is asked for; without it a fold is a short sleep.</summary>
    public const string Trainer = "CHAOS_TRAINER";

    public const string ProductTrainer = "product";

    private static FoldTaskOptions Tasks { get; } = new()
    {
        Heartbeat = TimeSpan.FromMilliseconds(300),
        Look = TimeSpan.FromMilliseconds(100),
        SilentAfter = TimeSpan.FromSeconds(2),
        UntakenAfter = TimeSpan.FromSeconds(10),
        MaxAttempts = 100,
    };

    private static FoldPumpOptions Pump { get; } = new()
    {
        Concurrency = Number(Concurrency, 2),
        Lease = TimeSpan.FromSeconds(2),
        MaxPollingInterval = TimeSpan.FromMilliseconds(500),
        StopGrace = TimeSpan.FromMilliseconds(Number(GraceMilliseconds, 5000)),
    };

    /// <param name="services">Composed by the product before.</param>
    /// <param name="devices">Whose tasks the process takes; none takes nothing.</param>
    public static void Apply(IServiceCollection services, params IReadOnlyList<FoldDevice> devices)
    {
        services.AddSingleton(Tasks);
        if (Environment.GetEnvironmentVariable(Trainer) != ProductTrainer) services.AddSingleton<IFoldTrainer, ShortTrainer>().AddSingleton<IFoldFileCheck, ShortTrainer>();
        services.AddSingleton(Pump with { Devices = devices });
    }

    internal static int Number(string setting, int otherwise) =>
        Environment.GetEnvironmentVariable(setting) is { Length: > 0 } text ? int.Parse(text, System.Globalization.CultureInfo.InvariantCulture) : otherwise;
}
