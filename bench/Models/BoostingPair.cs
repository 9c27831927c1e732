using System.Text;
using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Grids;
using ServerlessTraining.Models;
using ServerlessTraining.Models.LightGbm;
using ServerlessTraining.Models.Native;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Bench.Models;

/// <summary>The same boosting here and by LightGBM's own program: CPU seconds of a fit of many rounds less those of a fit of one, so that reading and binning the rows, the start of a
/// program and the writing of its files are in neither. Both sides take turns.</summary>
internal sealed class BoostingPair(FitData data, NativeLibraryOptions natives, NativeLibraryEntry library)
{
    public const string Name = "lightgbm";
    private const int Rounds = 300;
    private const int Turns = 21;
    private readonly LightGbmTrainer trainer = new(natives);
    private readonly TrainingRequest request = data.Request(new RowRange(data.Features.WarmUp, data.Features.RowCount));

    /// <exception cref="ServerlessTrainingException">The program grew other trees: the times would say nothing.</exception>
    public async Task<BenchRow> RunAsync(bool withProgram, CancellationToken cancellationToken)
    {
        using ScratchFolder folder = new();
        LightGbmProgram? program = withProgram ? LightGbmProgram.Find(library, folder.Path) : null;
        string ourTrees = Trees(Encoding.UTF8.GetString(Train(Rounds)));
        if (program is not null)
        {
            await program.PrepareAsync(DesignMatrix.Of(request.Fit, FitData.Target), Options(Rounds), cancellationToken);
            await program.TrainAsync(Options(Rounds), cancellationToken);
            RequireSame(ourTrees, Trees(program.Model()));
        }

        using OneCore pinned = new();
        await WarmUpAsync(program, cancellationToken);
        double[] ours = new double[Turns];
        double[] theirs = new double[Turns];
        for (int turn = 0; turn < Turns; turn++)
        {
            ours[turn] = CpuTime.SecondsOf(() => Train(Rounds)) - CpuTime.SecondsOf(() => Train(1));
            if (program is not null) theirs[turn] = await program.TrainAsync(Options(Rounds), cancellationToken) - await program.TrainAsync(Options(1), cancellationToken);
        }

        BenchRow row = new(Name, Measure.Median(ours), "CPU s");
        return program is null ? row : row with { Peer = Measure.Median(theirs), Ratio = Measure.Median([.. ours.Zip(theirs, (our, their) => our / their)]) };
    }

    /// <summary>The runtime compiles a method again, in the background, once it has been called some thirty times; what starts the program is compiled too, and its share would be ours.</summary>
    private async Task WarmUpAsync(LightGbmProgram? program, CancellationToken cancellationToken)
    {
        for (int turn = 0; turn < 2 * Turns; turn++)
        {
            Train(1);
            if (program is not null) await program.TrainAsync(Options(1), cancellationToken);
        }

        Train(Rounds);
    }

    /// <summary>All options that differ from LightGBM's own defaults, in its names, which are ours.</summary>
    private static HyperParameters Options(int rounds) =>
        HyperParameters.Parse($$"""{"num_iterations": {{rounds}}, "learning_rate": 0.05, "num_leaves": 31, "max_depth": 6, "min_data_in_leaf": 20}""");

    private static void RequireSame(string ours, string theirs)
    {
        if (ours == theirs) return;
        int same = ours.AsSpan().CommonPrefixLength(theirs);
        throw new ServerlessTrainingException(
            $"LightGBM's program grew other trees than this product from the same rows and options, so their times cannot be compared. The first {same:N0} of {ours.Length:N0} characters are "
            + $"the same, then comes '{Start(ours[same..])}' here and '{Start(theirs[same..])}' there. It must be of the library's build: run ./run or ./test once more.");
    }

    private static string Start(string text) => text[..Math.Min(40, text.Length)].ReplaceLineEndings(" ");

    /// <summary>Without the header, which names features, and the parameters, which name files.</summary>
    private static string Trees(string model)
    {
        int first = model.IndexOf("\nTree=0\n", StringComparison.Ordinal);
        int end = model.IndexOf("\nend of trees\n", StringComparison.Ordinal);
        return first < 0 || end < first ? throw new ServerlessTrainingException($"A model text of {model.Length} characters has no trees.") : model[first..end];
    }

    /// <returns>The model text.</returns>
    private byte[] Train(int rounds)
    {
        using IModel model = trainer.Train(request with { Options = Options(rounds) });
        return model.ToFiles().Values.Single();
    }
}
