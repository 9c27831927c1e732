using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Grids;
using ServerlessTraining.Models;
using ServerlessTraining.Models.Native;

namespace ServerlessTraining.Bench.Models;

/// <summary>LightGBM's command line from the build that the library comes from, working in a folder.</summary>
internal sealed class LightGbmProgram
{
    private const string Rows = "rows.tsv";
    private const string Binned = Rows + ".bin";
    private const string ModelFile = "model.txt";
    private const string Log = "log";

    // What the trainer sets for a return with the first seed and one thread, and numbers read to their last bit.
    private static readonly string[] Fixed =
    [
        "objective=regression", "metric=l2", "seed=1", "num_threads=1", "deterministic=true", "force_row_wise=true", "verbosity=-1",
        "header=false", "label_column=0", "precise_float_parser=true", $"output_model={ModelFile}",
    ];

    // A process that ended has no times in .NET; the shell that waited for it has.
    private const string Timed = $"TIMEFORMAT='%U %S'; time \"$0\" \"$@\" >{Log} 2>&1";
    private readonly string program;
    private readonly string folder;

    private LightGbmProgram(string program, string folder)
    {
        this.program = program;
        this.folder = folder;
    }

    /// <returns>Null where there is none beside the library; it says so.</returns>
    public static LightGbmProgram? Find(NativeLibraryEntry library, string folder)
    {
        string file = Path.Combine(Path.GetDirectoryName(library.File)!, "lightgbm");
        if (File.Exists(file)) return new LightGbmProgram(file, folder);
        Console.Error.WriteLine($"There is no '{file}', the command line of the library's build: lightgbm is left without a peer.");
        return null;
    }

    /// <summary>Leaves the rows as LightGBM's own file, binned already: reading numbers takes about as long as a fit, and would blur what is left when it is taken off again.</summary>
    public async Task PrepareAsync(DesignMatrix rows, HyperParameters options, CancellationToken cancellationToken)
    {
        Write(rows);
        await RunAsync(["task=save_binary", $"data={Rows}", .. Named(options)], cancellationToken);
    }

    /// <returns>User and system time of the whole program.</returns>
    public Task<double> TrainAsync(HyperParameters options, CancellationToken cancellationToken) => RunAsync(["task=train", $"data={Binned}", .. Named(options)], cancellationToken);

    /// <returns>The text of the last model.</returns>
    public string Model() => File.ReadAllText(Path.Combine(folder, ModelFile));

    private static string[] Named(HyperParameters options)
    {
        using JsonDocument named = JsonDocument.Parse(options.Json);
        return [.. named.RootElement.EnumerateObject().Select(option => $"{option.Name}={option.Value.GetRawText()}")];
    }

    /// <summary>The label and the features of each row, with all their digits.</summary>
    private void Write(DesignMatrix rows)
    {
        using StreamWriter writer = new(Path.Combine(folder, Rows));
        for (int row = 0; row < rows.Rows; row++)
        {
            writer.Write(rows.Labels[row].ToString("R", CultureInfo.InvariantCulture));
            foreach (double value in rows.Values.Slice(row * rows.Columns, rows.Columns)) writer.Write($"\t{value.ToString("R", CultureInfo.InvariantCulture)}");
            writer.Write('\n');
        }
    }

    private async Task<double> RunAsync(string[] parameters, CancellationToken cancellationToken)
    {
        ProcessStartInfo start = new("bash", ["-c", Timed, program, .. Fixed, .. parameters]) { RedirectStandardError = true, UseShellExecute = false, WorkingDirectory = folder };
        start.Environment["LC_ALL"] = "C";
        using Process process = Process.Start(start) ?? throw new InvalidOperationException($"{start.FileName} did not start.");
        string times = await process.StandardError.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        if (process.ExitCode == 0) return times.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Sum(time => double.Parse(time, CultureInfo.InvariantCulture));
        throw new ServerlessTrainingException($"{program} ended with {process.ExitCode}: {string.Join(' ', File.ReadLines(Path.Combine(folder, Log)).TakeLast(2))}");
    }
}
