using ServerlessTraining.Domain.Documents;
using ServerlessTraining.Domain.Grids;
using ServerlessTraining.Models.Lstm;

namespace ServerlessTraining.Models.Tests.Lstm;

public sealed class Lstm2HeadOptionsTests
{
    [Fact]
    public void Read_Nothing_GivesTheDefaults()
    {
        Lstm2HeadOptions expected = new()
        {
            Hidden = 64,
            Layers = 1,
            Dropout = 0.1,
            SequenceLength = 50,
            BatchSize = 256,
            Epochs = 40,
            LearningRate = 1e-3,
            Schedule = LstmSchedule.Cosine,
            WarmUpEpochs = 0,
            WeightDecay = 1e-4,
            GradientClip = 1,
            HuberDelta = 1,
            ReturnWeight = 1,
            Patience = 8,
        };

        Assert.Equal(expected, Lstm2HeadOptions.Read(HyperParameters.None));
    }

    [Fact]
    public void Read_Everything_TakesEachValue()
    {
        HyperParameters parameters = HyperParameters.Parse("""
            {"hidden":128,"layers":2,"dropout":0.5,"sequence_length":20,"batch_size":32,"epochs":9,"learning_rate":0.01,"schedule":"constant","warmup_epochs":2,
             "weight_decay":0.1,"gradient_clip":0,"huber_delta":2,"return_weight":0.5,"patience":3}
            """);
        Lstm2HeadOptions expected = new()
        {
            Hidden = 128,
            Layers = 2,
            Dropout = 0.5,
            SequenceLength = 20,
            BatchSize = 32,
            Epochs = 9,
            LearningRate = 0.01,
            Schedule = LstmSchedule.Constant,
            WarmUpEpochs = 2,
            WeightDecay = 0.1,
            GradientClip = 0,
            HuberDelta = 2,
            ReturnWeight = 0.5,
            Patience = 3,
        };

        Assert.Equal(expected, Lstm2HeadOptions.Read(parameters));
    }

    [Theory]
    [InlineData("""{"hidden":50}""", "hidden: must be a multiple of 16, but is 50; take 4 x 16 = 64")]
    [InlineData("""{"hidden":8}""", "hidden: must be a whole number from 16 to 1024, but is 8")]
    [InlineData("""{"hidden":1040}""", "hidden: must be a whole number from 16 to 1024, but is 1040")]
    [InlineData("""{"layers":5}""", "layers: must be a whole number from 1 to 4, but is 5")]
    [InlineData("""{"dropout":0.95}""", "dropout: must be a number of at least 0 and at most 0.9, but is 0.95")]
    [InlineData("""{"sequence_length":1}""", "sequence_length: must be a whole number from 2 to 512, but is 1")]
    [InlineData("""{"batch_size":4}""", "batch_size: must be a whole number from 8 to 4096, but is 4")]
    [InlineData("""{"epochs":0}""", "epochs: must be a whole number from 1 to 1000, but is 0")]
    [InlineData("""{"learning_rate":0}""", "learning_rate: must be a number of at least 0.000001 and at most 1, but is 0")]
    [InlineData("""{"schedule":"linear"}""", "schedule: must be one of constant, cosine, but is")]
    [InlineData("""{"warmup_epochs":40}""", "warmup_epochs must be below epochs, but is 40 of 40")]
    [InlineData("""{"weight_decay":-1}""", "weight_decay: must be a number of at least 0 and at most 1, but is -1")]
    [InlineData("""{"gradient_clip":-1}""", "gradient_clip: must be a number of at least 0 and at most 1000, but is -1")]
    [InlineData("""{"huber_delta":0}""", "huber_delta: must be a number of at least 0.001 and at most 1000, but is 0")]
    [InlineData("""{"return_weight":0}""", "return_weight: must be a number of at least 0.001 and at most 1000, but is 0")]
    [InlineData("""{"patience":0}""", "patience: must be a whole number from 1 to 1000, but is 0")]
    [InlineData("""{"layer":2}""", "layer: this key is not known; did you mean 'layers'?")]
    public void Read_WrongValue_SaysWhatIsAllowed(string json, string expected)
    {
        DocumentException error = Assert.Throws<DocumentException>(() => Lstm2HeadOptions.Read(HyperParameters.Parse(json)));

        Assert.Contains("The hyper-parameter set of lstm2head", error.Message);
        Assert.Contains(expected, error.Message);
    }

    [Fact]
    public void Read_SeveralWrongValues_SaysAllAtOnce()
    {
        string message = Assert.Throws<DocumentException>(() => Lstm2HeadOptions.Read(HyperParameters.Parse("""{"hidden":"x","layers":0,"patience":0.5}"""))).Message;

        Assert.All(["hidden", "layers", "patience"], name => Assert.Contains($"{name}: must be", message));
    }

    [Theory]
    [InlineData(0, 0.0005)]
    [InlineData(1, 0.001)]
    [InlineData(2, 0.001)]
    [InlineData(11, 0.0005)]
    [InlineData(20, 0)]
    public void At_WarmUpAndCosine_RisesAndFalls(long step, double expected)
    {
        LearningRates rates = new(new Lstm2HeadOptions { Epochs = 10, WarmUpEpochs = 1 }, stepsPerEpoch: 2);

        Assert.Equal(expected, rates.At(step), 1e-9);
    }

    [Fact]
    public void At_Constant_StaysAtTheLastStep() =>
        Assert.Equal(1e-3, new LearningRates(new Lstm2HeadOptions { Epochs = 3, Schedule = LstmSchedule.Constant }, 7).At(20));
}
