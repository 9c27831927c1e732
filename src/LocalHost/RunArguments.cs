using System.Globalization;

namespace ServerlessTraining.LocalHost;

/// <summary>The command line of <c>./run</c>.</summary>
/// <param name="Exit">End once the health is known.</param>
/// <param name="Trainers">Processes that train; 0 trains in this one.</param>
/// <param name="Demo">Train a small grid on made-up markets where nothing is stored yet.</param>
public sealed record RunArguments(bool Exit = false, int Trainers = 0, bool Demo = false)
{
    public const string Help =
        """
        ./run [--exit] [--no-demo] [--trainers N]
          --exit        start everything, show its health, stop; exit code 0 when healthy
          --no-demo     do not train the demo where nothing is stored yet
          --trainers N  train in N processes of their own, 1 to 16; default: in this process
        ST_PORT, ST_AZURITE_PORTS and ST_DATA choose other ports and another data folder.
        """;

    private const int MostTrainers = 16;

    /// <exception cref="LocalHostException">Wrong usage; the message has every fault.</exception>
    public static RunArguments Parse(IReadOnlyList<string> arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        RunArguments result = new(Demo: true);
        List<string> errors = [];
        for (int i = 0; i < arguments.Count; i++)
        {
            if (arguments[i] == "--exit") result = result with { Exit = true };
            else if (arguments[i] == "--no-demo") result = result with { Demo = false };
            else if (arguments[i] == "--trainers") result = result with { Trainers = ReadCount(++i < arguments.Count ? arguments[i] : "", errors) };
            else errors.Add($"unknown argument '{arguments[i]}'; allowed are --exit, --no-demo, --trainers N, --help");
        }

        return errors.Count == 0 ? result : throw new LocalHostException($"{string.Join("; ", errors)}.");
    }

    private static int ReadCount(string text, List<string> errors)
    {
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int count) && count is >= 1 and <= MostTrainers) return count;
        errors.Add($"--trainers is '{text}'; 1 to {MostTrainers} is allowed");
        return 0;
    }
}
