using System.Text;
using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Documents;
using ServerlessTraining.Domain.Features;
using ServerlessTraining.Models.Lstm;

namespace ServerlessTraining.Models.Tests.Lstm;

public sealed class Lstm2HeadModelTests : IDisposable
{
    private static readonly RowRange Rows = new(8, 300);
    private readonly TrainingRequest request = LstmProblem.Small("""{"hidden":32,"layers":2,"sequence_length":6,"epochs":2}""");
    private readonly IModel model;

    public Lstm2HeadModelTests() => model = LstmProblem.Trainer.Train(request, cancellation: TestContext.Current.CancellationToken);

    public void Dispose() => model.Dispose();

    [Fact]
    public void Load_SavedFiles_PredictsTheSameBitsAndSavesTheSameBytes()
    {
        using IModel loaded = LstmProblem.Trainer.Load(LstmProblem.Saved(model));

        foreach (Target target in request.Targets) Assert.Equal(Predict(model, target), Predict(loaded, target));
        Assert.Equal(model.ToFiles(), loaded.ToFiles());
        Assert.Equal(model.Report, loaded.Report);
    }

    [Fact]
    public void Predict_RowsAlone_HaveTheSameBitsAsTogether()
    {
        double[] together = Predict(model, Target.Return(1));

        Assert.All(Enumerable.Range(0, Rows.Count), i => Assert.Equal(
            together[i], LstmProblem.Predict(model, request.Fit.Features, new RowRange(Rows.First + i, Rows.First + i + 1), Target.Return(1))[0]));
    }

    [Fact]
    public void Predict_Blas_AgreesWithTheOwnKernel()
    {
        MatrixProducts? blas = LstmProblem.Blas();
        Assert.SkipWhen(blas is null, "This machine has no BLAS.");
        LstmDescription description = LstmDescription.Read(model.ToFiles()[LstmDescription.FileName], 2, request.Targets);
        FloatBuffer weights = new(description.Shape.PaddedWeights);
        LstmTensors.Read(model.ToFiles()[LstmTensors.FileName], description.Shape, weights.Span);
        using Lstm2HeadModel other = new(model.FeatureNames, model.Targets, model.Report, description, weights, blas!);

        double[] expected = Predict(model, Target.Direction(1));
        double[] found = Predict(other, Target.Direction(1));
        for (int i = 0; i < found.Length; i++) Assert.Equal(expected[i], found[i], 1e-6);
    }

    [Fact]
    public void Predict_ManyThreads_GivesEachTheSame()
    {
        double[] expected = Predict(model, Target.Direction(1));
        double[][] found = new double[16][];

        Parallel.For(0, found.Length, i => found[i] = Predict(model, Target.Direction(1)));

        Assert.All(found, predictions => Assert.Equal(expected, predictions));
    }

    [Fact]
    public void Predict_LaterRowsChange_EarlierForecastsStay()
    {
        double[] values = request.Fit.Features.Rows(..).ToArray();
        for (int i = 200 * 2; i < values.Length; i++) values[i] *= 1e6;
        FeatureMatrix changed = new(request.Fit.Features.Names, values, 3);
        RowRange rows = new(8, 200);

        Assert.Equal(
            LstmProblem.Predict(model, request.Fit.Features, rows, Target.Direction(1)), LstmProblem.Predict(model, changed, rows, Target.Direction(1)));
    }

    [Fact]
    public void Predict_RowsWithoutHistory_AreRefused()
    {
        string message = Assert.Throws<ServerlessTrainingException>(() => LstmProblem.Predict(model, request.Fit.Features, new RowRange(7, 20), Target.Direction(1))).Message;

        Assert.Equal("The rows [7, 20) cannot be predicted; allowed are rows in [8, 300): behind the warm-up and the 5 rows of history.", message);
    }

    [Fact]
    public void Predict_Disposed_Throws()
    {
        model.Dispose();

        Assert.Throws<ObjectDisposedException>(() => Predict(model, Target.Direction(1)));
    }

    [Fact]
    public void ToFiles_Weights_HaveTheNamesAndShapesOfPyTorch()
    {
        IReadOnlyList<SafeTensor> tensors = SafeTensors.Read(model.ToFiles()[LstmTensors.FileName], "w");

        Assert.Equal(
            [
                "lstm.weight_ih_l0 [128,2]", "lstm.weight_hh_l0 [128,32]", "lstm.bias_ih_l0 [128]", "lstm.bias_hh_l0 [128]",
                "lstm.weight_ih_l1 [128,32]", "lstm.weight_hh_l1 [128,32]", "lstm.bias_ih_l1 [128]", "lstm.bias_hh_l1 [128]",
                "direction.weight [1,32]", "direction.bias [1]", "return.weight [1,32]", "return.bias [1]",
            ],
            tensors.Select(tensor => $"{tensor.Name} [{string.Join(',', tensor.Shape)}]"));
    }

    [Theory]
    [InlineData("\"hidden\": 32", "\"hidden\": 48", "weights.safetensors does not go with lstm.json: lstm.weight_ih_l0 has the shape [128, 2], but must have [192, 2]")]
    [InlineData("\"layers\": 2", "\"layers\": 1", "'lstm.weight_ih_l1' is not part of the network")]
    [InlineData("\"layers\": 2", "\"layers\": 3", "lstm.weight_ih_l2 is missing")]
    [InlineData("\"inputs\": 2", "\"inputs\": 3", "inputs is 3, but the model has 2 features")]
    [InlineData("\"sequence_length\": 6", "\"sequence_length\": 600", "sequence_length: must be a whole number from 2 to 512, but is 600")]
    [InlineData("\"version\": 1", "\"version\": 2", "version: must be a whole number from 1 to 1, but is 2")]
    [InlineData("\"layers\"", "\"layer\"", "layers: this key is required, but is missing")]
    [InlineData("    1\n  ],\n  \"return_scales\"", "    3\n  ],\n  \"return_scales\"", "horizons is [3], but the targets have [1]")]
    public void Load_ChangedDescription_IsRefusedInWords(string from, string to, string expected)
    {
        Dictionary<string, byte[]> files = new(model.ToFiles());
        string text = Encoding.UTF8.GetString(files[LstmDescription.FileName]);
        Assert.Contains(from, text);
        files[LstmDescription.FileName] = Encoding.UTF8.GetBytes(text.Replace(from, to, StringComparison.Ordinal));

        ServerlessTrainingException error = Assert.ThrowsAny<ServerlessTrainingException>(() => LstmProblem.Trainer.Load(LstmProblem.Saved(model) with { Files = files }));

        Assert.Contains(expected, error.Message);
    }

    [Fact]
    public void Load_DescriptionIsNoJson_IsRefusedInWords()
    {
        Dictionary<string, byte[]> files = new(model.ToFiles()) { [LstmDescription.FileName] = "x"u8.ToArray() };

        Assert.Contains("lstm.json", Assert.Throws<DocumentException>(() => LstmProblem.Trainer.Load(LstmProblem.Saved(model) with { Files = files })).Message);
    }

    [Fact]
    public void Load_WeightsMissing_NamesTheFile()
    {
        Dictionary<string, byte[]> files = new(model.ToFiles());
        files.Remove(LstmTensors.FileName);

        Assert.Equal(
            "The lstm2head model has no file weights.safetensors. It has lstm.json.",
            Assert.Throws<ServerlessTrainingException>(() => LstmProblem.Trainer.Load(LstmProblem.Saved(model) with { Files = files })).Message);
    }

    [Fact]
    public void Load_WeightNotFinite_NamesTheTensor()
    {
        Dictionary<string, byte[]> files = new(model.ToFiles());
        byte[] weights = [.. files[LstmTensors.FileName]];
        BitConverter.TryWriteBytes(weights.AsSpan(weights.Length - 4), float.NaN);
        files[LstmTensors.FileName] = weights;

        ServerlessTrainingException error = Assert.Throws<ServerlessTrainingException>(() => LstmProblem.Trainer.Load(LstmProblem.Saved(model) with { Files = files }));

        Assert.Contains("return.bias has a number that is not finite", error.Message);
    }

    private double[] Predict(IModel by, Target target) => LstmProblem.Predict(by, request.Fit.Features, Rows, target);
}
