using ServerlessTraining.Domain.Documents;
using ServerlessTraining.Domain.Grids;

namespace ServerlessTraining.Models.Lstm;

/// <summary>The hyper-parameters of `lstm2head`, in grids by the names in quotes.</summary>
public sealed record Lstm2HeadOptions
{
    /// <summary>`hidden`: 16 to 1024, a multiple of 16. States of each layer.</summary>
    public int Hidden { get; init; } = 64;

    /// <summary>`layers`: 1 to 4.</summary>
    public int Layers { get; init; } = 1;

    /// <summary>`dropout`: 0 to 0.9. The share of states left out while training, between layers and before the heads, in steps of 1/65536.</summary>
    public double Dropout { get; init; } = 0.1;

    /// <summary>`sequence_length`: 2 to 512 bars, the decision bar among them.</summary>
    public int SequenceLength { get; init; } = 50;

    /// <summary>`batch_size`: 8 to 4096 sequences.</summary>
    public int BatchSize { get; init; } = 256;

    /// <summary>`epochs`: 1 to 1000, the most there can be.</summary>
    public int Epochs { get; init; } = 40;

    /// <summary>`learning_rate`: 0.000001 to 1.</summary>
    public double LearningRate { get; init; } = 1e-3;

    /// <summary>`schedule`: constant or cosine (down to 0 at the end of the last epoch).</summary>
    public LstmSchedule Schedule { get; init; } = LstmSchedule.Cosine;

    /// <summary>`warmup_epochs`: 0 to 999, below `epochs`. The learning rate rises in a straight line over them, under either schedule.</summary>
    public int WarmUpEpochs { get; init; }

    /// <summary>`weight_decay`: 0 to 1. Decoupled (AdamW), on all weights and biases.</summary>
    public double WeightDecay { get; init; } = 1e-4;

    /// <summary>`gradient_clip`: 0 to 1000. The greatest norm of the whole gradient; 0 leaves it as it is.</summary>
    public double GradientClip { get; init; } = 1;

    /// <summary>`huber_delta`: 0.001 to 1000, in standard deviations of the horizon's returns on the fit part. Errors beyond it count in proportion, not squared.</summary>
    public double HuberDelta { get; init; } = 1;

    /// <summary>`return_weight`: 0.001 to 1000. What the loss of a return counts against that of a direction.</summary>
    public double ReturnWeight { get; init; } = 1;

    /// <summary>`patience`: 1 to 1000 epochs without a better tune loss before training ends; without a tune part it changes nothing.</summary>
    public int Patience { get; init; } = 8;

    /// <exception cref="DocumentException">Says all that is wrong.</exception>
    public static Lstm2HeadOptions Read(HyperParameters parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        const string Source = "The hyper-parameter set of lstm2head";
        return DocumentReader.Read(JsonDocumentReader.Read(parameters.Json, Source), Source, Read);
    }

    internal static int ReadHidden(DocumentValue value)
    {
        int hidden = value.WholeNumber(16, 1024);
        int vectors = (hidden / LstmMath.Width) + 1;
        if (hidden % LstmMath.Width != 0) value.Error($"must be a multiple of {LstmMath.Width}, but is {hidden}; take {vectors} x {LstmMath.Width} = {vectors * LstmMath.Width}");
        return hidden;
    }

    internal static int ReadLayers(DocumentValue value) => value.WholeNumber(1, 4);

    internal static int ReadSequenceLength(DocumentValue value) => value.WholeNumber(2, 512);

    private static Lstm2HeadOptions Read(DocumentValue root)
    {
        Lstm2HeadOptions otherwise = new();
        Lstm2HeadOptions options = root.Mapping(map => new Lstm2HeadOptions
        {
            Hidden = map.Optional("hidden", ReadHidden, otherwise.Hidden),
            Layers = map.Optional("layers", ReadLayers, otherwise.Layers),
            Dropout = map.Optional("dropout", v => v.Number(0, 0.9), otherwise.Dropout),
            SequenceLength = map.Optional("sequence_length", ReadSequenceLength, otherwise.SequenceLength),
            BatchSize = map.Optional("batch_size", v => v.WholeNumber(8, 4096), otherwise.BatchSize),
            Epochs = map.Optional("epochs", v => v.WholeNumber(1, 1000), otherwise.Epochs),
            LearningRate = map.Optional("learning_rate", v => v.Number(1e-6, 1), otherwise.LearningRate),
            Schedule = map.Optional("schedule", v => v.OneOf(["constant", "cosine"]) == "constant" ? LstmSchedule.Constant : LstmSchedule.Cosine, otherwise.Schedule),
            WarmUpEpochs = map.Optional("warmup_epochs", v => v.WholeNumber(0, 999), otherwise.WarmUpEpochs),
            WeightDecay = map.Optional("weight_decay", v => v.Number(0, 1), otherwise.WeightDecay),
            GradientClip = map.Optional("gradient_clip", v => v.Number(0, 1000), otherwise.GradientClip),
            HuberDelta = map.Optional("huber_delta", v => v.Number(0.001, 1000), otherwise.HuberDelta),
            ReturnWeight = map.Optional("return_weight", v => v.Number(0.001, 1000), otherwise.ReturnWeight),
            Patience = map.Optional("patience", v => v.WholeNumber(1, 1000), otherwise.Patience),
        });
        if (!root.HasErrors && options.WarmUpEpochs >= options.Epochs)
        {
            root.Error($"warmup_epochs must be below epochs, but is {options.WarmUpEpochs} of {options.Epochs}");
        }

        return options;
    }
}
