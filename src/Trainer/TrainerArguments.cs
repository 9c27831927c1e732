using System.Globalization;
using ServerlessTraining.Domain;
using ServerlessTraining.Orchestration.Folds;

namespace ServerlessTraining.Trainer;

/// <summary>The trainer's command line.</summary>
/// <param name="Check">Only say whether it could train.</param>
/// <param name="Drain">End with 0 once the queues are empty: the mode of a job that is started for work.</param>
/// <param name="WithOwner">Stop when standard input closes: whoever started it holds the other end, and is gone then.</param>
/// <param name="Devices">Whose queues to serve.</param>
/// <param name="Folds">Trained at the same time, of each queue; null for the default.</param>
public sealed record TrainerArguments(bool Check, bool Drain, bool WithOwner, IReadOnlyList<FoldDevice> Devices, int? Folds)
{
    public const string Help =
        """
        trainer [--queues cpu|gpu|cpu,gpu] [--folds N] [--drain] [--with-owner]    takes fold tasks and trains them until it is asked to stop (SIGTERM)
          --queues   whose tasks to take; default cpu,gpu
          --folds    how many folds of a queue to train at the same time, 1 to 32; default: the processors of the machine, or 1 where networks are trained on a GPU
          --drain    end with exit code 0 once the queues are empty
          --with-owner   also stop when standard input closes
        trainer --check                                 shows every dependency; exit code 0 when all are there
        """;

    private static readonly IReadOnlyList<FoldDevice> Both = [FoldDevice.Gpu, FoldDevice.Cpu];

    /// <exception cref="ServerlessTrainingException">Wrong usage; the message has every fault.</exception>
    public static TrainerArguments Parse(IReadOnlyList<string> arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        TrainerArguments result = new(Check: false, Drain: false, WithOwner: false, Both, Folds: null);
        List<string> errors = [];
        for (int i = 0; i < arguments.Count; i++)
        {
            switch (arguments[i])
            {
                case "--check": result = result with { Check = true }; break;
                case "--drain": result = result with { Drain = true }; break;
                case "--with-owner": result = result with { WithOwner = true }; break;
                case "--queues": result = result with { Devices = ReadDevices(++i < arguments.Count ? arguments[i] : "", errors) }; break;
                case "--folds": result = result with { Folds = ReadFolds(++i < arguments.Count ? arguments[i] : "", errors) }; break;
                default: errors.Add($"unknown argument '{arguments[i]}'; allowed are --queues, --folds, --drain, --with-owner, --check, --help"); break;
            }
        }

        if (result is { Check: true, Drain: true }) errors.Add("--check and --drain do not go together");
        return errors.Count == 0 ? result : throw new ServerlessTrainingException($"Wrong usage: {string.Join("; ", errors)}.");
    }

    private static int ReadFolds(string text, List<string> errors)
    {
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int folds) && folds is >= 1 and <= FoldPumpOptions.MostFolds) return folds;
        errors.Add($"--folds is '{text}'; 1 to {FoldPumpOptions.MostFolds} is needed");
        return 1;
    }

    private static FoldDevice[] ReadDevices(string text, List<string> errors)
    {
        List<FoldDevice> devices = [];
        foreach (string name in text.Split(',', StringSplitOptions.TrimEntries))
        {
            if (name is "cpu") devices.Add(FoldDevice.Cpu);
            else if (name is "gpu") devices.Add(FoldDevice.Gpu);
            else errors.Add($"--queues is '{text}'; cpu, gpu or cpu,gpu is needed");
        }

        return [.. devices.Distinct()];
    }
}
