using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Features;
using ServerlessTraining.Models.Lstm;

namespace ServerlessTraining.Models.Tests.Lstm;

public sealed unsafe class LstmGradientTests
{
    private const int Inputs = 3;
    private const int Hidden = 16;
    private const int Steps = 5;

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(1, 13, 2)]
    [InlineData(2, 7, 1)]
    [InlineData(2, 133, 2)]
    [InlineData(3, 9, 1)]
    public void Compute_AnyBatch_LossAndGradientAreThoseOfTheReference(int layers, int rows, int threads)
    {
        using Setting setting = new(layers, rows);
        using WorkerTeam team = new(threads);
        using LstmBatchGradient gradient = new(setting.Shape, setting.Data, setting.Loss, team, MatrixProducts.Vector, batchSize: 256, dropout: 0);

        gradient.Compute(setting.Weights.Pointer, [.. Enumerable.Range(0, rows)], null, TestContext.Current.CancellationToken);

        double[] weights = setting.DoubleWeights();
        Assert.Equal(setting.Objective(weights), setting.Loss.Total(gradient.Losses, gradient.Counts), 1e-5);
        double scale = AdamW.Norm(gradient.Gradient.Pointer, setting.Shape.PaddedWeights) / Math.Sqrt(setting.Shape.Weights);
        int stride = rows > 50 ? 211 : 29;
        for (int i = 0; i < weights.Length; i += i >= setting.Shape.HeadBiases - Hidden ? 1 : stride)
        {
            double expected = Slope(weights, i, setting.Objective);
            Assert.True(Math.Abs(gradient.Gradient.Span[i] - expected) <= 1e-3 * (Math.Abs(expected) + scale), $"weight {i}: {gradient.Gradient.Span[i]}, not {expected}");
        }
    }

    [Theory]
    [InlineData("vector")]
    [InlineData("blas")]
    public void Forward_BothPaths_EqualTheReference(string name)
    {
        MatrixProducts? products = name == "vector" ? MatrixProducts.Vector : LstmProblem.Blas();
        Assert.SkipWhen(products is null, "This machine has no BLAS.");
        using Setting setting = new(layers: 2, rows: 37);
        using IMatrixProduct product = products!.Create();
        using LstmSlice slice = new(setting.Shape, 64, product);
        using LstmForward forward = new(setting.Shape, products.Create());
        LstmSequences.Gather(setting.Data, setting.Shape, [.. Enumerable.Range(0, 37)], slice.Input.Pointer);

        slice.Forward(setting.Weights.Pointer, 37);
        ReadOnlySpan<float> outputs = forward.Run(setting.Weights.Pointer, setting.Data.Features.Pointer, 37);

        double[] weights = setting.DoubleWeights();
        for (int row = 0; row < 37; row++)
        {
            double[] expected = setting.Reference.Forward(weights, setting.Sequences[row]);
            for (int output = 0; output < expected.Length; output++)
            {
                Assert.Equal(expected[output], slice.Output.Span[(row * expected.Length) + output], 1e-5);
                Assert.Equal(expected[output], outputs[(row * expected.Length) + output], 1e-5);
            }
        }
    }

    [Fact]
    public void Compute_ManySlices_SameBitsForAnyNumberOfThreads()
    {
        using Setting setting = new(layers: 2, rows: 700);
        float[][] gradients = [.. Enumerable.Range(1, 4).Select(threads =>
        {
            using WorkerTeam team = new(threads);
            using LstmBatchGradient gradient = new(setting.Shape, setting.Data, setting.Loss, team, MatrixProducts.Vector, batchSize: 700, dropout: 0.4);
            gradient.Compute(setting.Weights.Pointer, [.. Enumerable.Range(0, 700)], new SeededRandom(3), TestContext.Current.CancellationToken);
            return gradient.Gradient.Span.ToArray();
        })];

        Assert.All(gradients, gradient => Assert.Equal(gradients[0], gradient));
    }

    [Theory]
    [InlineData(64, 63)]
    [InlineData(257, 256)]
    [InlineData(200, 1)]
    public void Compute_LastBatchIsSmaller_GivesWhatABatchOfThatSizeGives(int batchSize, int last)
    {
        using Setting setting = new(layers: 1, rows: batchSize);
        using WorkerTeam team = new(2);
        using LstmBatchGradient usual = new(setting.Shape, setting.Data, setting.Loss, team, MatrixProducts.Vector, batchSize, dropout: 0);
        using LstmBatchGradient small = new(setting.Shape, setting.Data, setting.Loss, team, MatrixProducts.Vector, last, dropout: 0);
        int[] sequences = [.. Enumerable.Range(0, last)];

        usual.Compute(setting.Weights.Pointer, [.. Enumerable.Range(0, batchSize)], null, TestContext.Current.CancellationToken);
        usual.Compute(setting.Weights.Pointer, sequences, null, TestContext.Current.CancellationToken);
        small.Compute(setting.Weights.Pointer, sequences, null, TestContext.Current.CancellationToken);

        Assert.Equal(small.Counts, usual.Counts);
        for (int i = 0; i < setting.Shape.Weights; i++) Assert.Equal(small.Gradient.Span[i], usual.Gradient.Span[i], 1e-5f);
    }

    [Fact]
    public void Run_WeightsGoneAstray_IsRefusedInsteadOfGivingNumbers()
    {
        using Setting setting = new(layers: 1, rows: 20);
        LstmTask task = new(setting.Shape, setting.Outputs, new Lstm2HeadOptions(), setting.Data, null, Seed: 1, Threads: 1);
        using LstmProcessorSteps steps = new(task, MatrixProducts.Vector);
        steps.Weights.Span[0] = float.NaN;

        string message = Assert.Throws<ServerlessTrainingException>(() => new LstmTraining(task, steps).Run("loss", null, TestContext.Current.CancellationToken)).Message;

        Assert.Equal(
            "The training of lstm2head went astray: the gradient of epoch 1 is not finite at a learning_rate of 0.001. " +
            "Lower learning_rate, or scale features and returns.",
            message);
    }

    [Fact]
    public void Compute_CancelledAmidABatch_EndsBeforeTheNextSlice()
    {
        using Setting setting = new(layers: 1, rows: 300);
        using WorkerTeam team = new(1);
        using CancellationTokenSource source = new();
        int products = 0;
        MatrixProducts counting = new("counting", () => new CancellingProduct(source, () => products++));
        using LstmBatchGradient gradient = new(setting.Shape, setting.Data, setting.Loss, team, counting, batchSize: 300, dropout: 0);

        Assert.Throws<OperationCanceledException>(() => gradient.Compute(setting.Weights.Pointer, [.. Enumerable.Range(0, 300)], null, source.Token));

        // One slice of three: five steps make 1 + 4 + 1 products forward and 2 + 4 + 2 backward.
        Assert.Equal(14, products);
    }

    [Fact]
    public void Step_AfterTheFirst_AllocatesNothing()
    {
        using Setting setting = new(layers: 2, rows: 40);
        using WorkerTeam team = new(1);
        using LstmBatchGradient gradient = new(setting.Shape, setting.Data, setting.Loss, team, MatrixProducts.Vector, batchSize: 40, dropout: 0.2);
        using AdamW optimizer = new(setting.Shape.PaddedWeights, 1e-4);
        int[] sequences = [.. Enumerable.Range(0, 40)];
        SeededRandom dropout = new(1);
        Step();

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 20; i++) Step();

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Step()
        {
            gradient.Compute(setting.Weights.Pointer, sequences, dropout, CancellationToken.None);
            optimizer.Step(setting.Weights.Pointer, gradient.Gradient.Pointer, 1, 1e-3);
        }
    }

    [Fact]
    public void Compute_UnlabelledTarget_GivesItsHeadNoGradient()
    {
        using Setting setting = new(layers: 1, rows: 20, labelled: output => output != 1);
        using WorkerTeam team = new(1);
        using LstmBatchGradient gradient = new(setting.Shape, setting.Data, setting.Loss, team, MatrixProducts.Vector, batchSize: 20, dropout: 0);

        gradient.Compute(setting.Weights.Pointer, [.. Enumerable.Range(0, 20)], null, TestContext.Current.CancellationToken);

        Assert.All(gradient.Gradient.Span.Slice(setting.Shape.HeadWeights + Hidden, Hidden).ToArray(), value => Assert.Equal(0, value));
        Assert.Equal(0, gradient.Gradient.Span[setting.Shape.HeadBiases + 1]);
        Assert.NotEqual(0, gradient.Gradient.Span[setting.Shape.HeadBiases]);
    }

    [Fact]
    public void Backward_WithDropout_IsTheSlopeOfForwardUnderTheSameMasks()
    {
        const ulong Key = 12345;
        const float Step = 1e-2f;
        using Setting setting = new(layers: 2, rows: 11);
        using IMatrixProduct product = MatrixProducts.Vector.Create();
        using LstmSlice slice = new(setting.Shape, 16, product, dropout: 0.5);
        LstmSequences.Gather(setting.Data, setting.Shape, [.. Enumerable.Range(0, 11)], slice.Input.Pointer);
        slice.Forward(setting.Weights.Pointer, 11, Key);
        slice.OutputGradient.Span.Fill(1);
        slice.Backward(setting.Weights.Pointer, 11);
        float[] gradient = slice.Gradient.Span.ToArray();

        for (int i = 0; i < setting.Shape.Weights; i += 53)
        {
            double up = Sum(i, Step);
            double down = Sum(i, -Step);
            Assert.Equal((up - down) / (2 * Step), gradient[i], 5e-3);
        }

        double Sum(int weight, float change)
        {
            float before = setting.Weights.Span[weight];
            setting.Weights.Span[weight] = before + change;
            slice.Forward(setting.Weights.Pointer, 11, Key);
            setting.Weights.Span[weight] = before;
            double sum = 0;
            foreach (float value in slice.Output.Span[..(11 * setting.Shape.Outputs)]) sum += value;
            return sum;
        }
    }

    [Fact]
    public void Draw_Share_LeavesOutAboutThatShareAndKeepsTheMean()
    {
        LstmShape shape = new(Inputs, 64, 1, Steps, 1);
        using LstmDropout dropout = new(shape, 100, 0.3);
        using FloatBuffer ones = new(100L * 64 * Steps);
        ones.Span.Fill(1);

        dropout.Draw(1, 100);
        dropout.Forward(0, 100, ones.Pointer);

        float[] kept = new Span<float>(dropout.Kept(0), 6400).ToArray();
        Assert.Equal(0.3, kept.Count(value => value == 0) / 6400.0, 0.03);
        Assert.Equal(1, kept.Average(), 0.03);
    }

    private static double Slope(double[] weights, int index, Func<double[], double> function)
    {
        const double Step = 1e-5;
        double before = weights[index];
        weights[index] = before + Step;
        double up = function(weights);
        weights[index] = before - Step;
        double down = function(weights);
        weights[index] = before;
        return (up - down) / (2 * Step);
    }

    /// <summary>Cancels at its first product.</summary>
    private sealed class CancellingProduct(CancellationTokenSource source, Action count) : IMatrixProduct
    {
        private readonly VectorProduct inner = new();

        public void Multiply(bool transposeA, bool transposeB, int m, int n, int k, float* a, int lda, float* b, int ldb, float* c, int ldc, bool accumulate)
        {
            count();
            source.Cancel();
            inner.Multiply(transposeA, transposeB, m, n, k, a, lda, b, ldb, c, ldc, accumulate);
        }

        public void Dispose() => inner.Dispose();
    }

    /// <summary>Random weights, features, labels (a third of them missing) and sample weights of two horizons.</summary>
    private sealed class Setting : IDisposable
    {
        private readonly FloatBuffer features;

        public Setting(int layers, int rows, Func<int, bool>? labelled = null)
        {
            SeededRandom random = new(11);
            FeatureMatrix matrix = LstmProblem.Features(3, rows + Steps - 1, Inputs);
            Target[] targets = [Target.Direction(1), Target.Direction(3), Target.Return(1), Target.Return(3)];
            LstmOutputs outputs = new([1, 3], [0.02, 0.05]);
            Outputs = outputs;
            Dictionary<Target, double[]> labels = targets.ToDictionary(target => target, _ => new double[matrix.RowCount]);
            double[] weights = new double[matrix.RowCount];
            for (int row = 0; row < weights.Length; row++)
            {
                weights[row] = 0.5 + random.NextDouble();
                foreach (Target target in targets)
                {
                    bool missing = row > Steps && (row + outputs.IndexOf(target)) % 3 == 0;
                    labels[target][row] = missing ? double.NaN : target.Kind == TargetKind.Direction ? row % 2 : 0.1 * random.NextGaussian();
                }
            }

            features = LstmFeatures.Of(matrix);
            Samples samples = new(matrix, [new RowRange(0, matrix.RowCount)], labels, weights);
            Target[] learned = [.. targets.Where(target => labelled?.Invoke(outputs.IndexOf(target)) ?? true)];
            Data = LstmData.Of(samples, features, learned, outputs, Steps - 1, "check");
            Shape = new LstmShape(Inputs, Hidden, layers, Steps, 2);
            Loss = new LstmLoss(outputs, huberDelta: 0.8, returnWeight: 0.6);
            Reference = new ReferenceLstm(Inputs, Hidden, layers, 2) { HuberDelta = 0.8, ReturnWeight = 0.6 };
            Weights = new FloatBuffer(Shape.PaddedWeights);
            LstmInitialWeights.Fill(Shape, random, Weights.Span);
            foreach (ref float weight in Weights.Span) weight *= 2;
            float[][] floats = [.. Enumerable.Range(0, matrix.RowCount).Select(row => matrix.Row(row).ToArray().Select(value => (float)value).ToArray())];
            Sequences = [.. Data.Rows.Select(row => floats[(row - Steps + 1)..(row + 1)])];
        }

        public LstmShape Shape { get; }

        public LstmOutputs Outputs { get; }

        public LstmData Data { get; }

        public LstmLoss Loss { get; }

        public ReferenceLstm Reference { get; }

        public FloatBuffer Weights { get; }

        public float[][][] Sequences { get; }

        public double[] DoubleWeights() => [.. Weights.Span[..Shape.Weights].ToArray().Select(weight => (double)weight)];

        public double Objective(double[] weights) =>
            Reference.Objective(weights, Sequences, [.. Sequences.Select((_, i) => Data.Labels(i).ToArray())], Data.Weights);

        public void Dispose()
        {
            features.Dispose();
            Weights.Dispose();
        }
    }
}
