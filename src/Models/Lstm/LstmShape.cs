namespace ServerlessTraining.Models.Lstm;

/// <summary>The sizes of a network and where each tensor lies in its one flat vector of weights. Gates come in the order input, forget, cell, output.</summary>
internal sealed unsafe class LstmShape
{
    public const int Gates = 4;

    public LstmShape(int inputs, int hidden, int layers, int sequence, int horizons)
    {
        Inputs = inputs;
        Hidden = hidden;
        Layers = layers;
        Sequence = sequence;
        Horizons = horizons;
        HeadWeights = LayerStart(layers);
        HeadBiases = HeadWeights + (Outputs * hidden);
        Weights = HeadBiases + Outputs;
    }

    public int Inputs { get; }

    public int Hidden { get; }

    public int Layers { get; }

    public int Sequence { get; }

    public int Horizons { get; }

    /// <summary>A direction and a return for each horizon: all directions first.</summary>
    public int Outputs => 2 * Horizons;

    public int GateWidth => Gates * Hidden;

    public int Weights { get; }

    /// <summary>Vectors as long as the weights end on a whole vector: the rest stays zero.</summary>
    public int PaddedWeights => (Weights + LstmMath.Width - 1) / LstmMath.Width * LstmMath.Width;

    public int HeadWeights { get; }

    public int HeadBiases { get; }

    public int LayerInputs(int layer) => layer == 0 ? Inputs : Hidden;

    /// <summary>[gates x inputs of the layer].</summary>
    public int InputWeights(int layer) => LayerStart(layer);

    /// <summary>[gates x hidden].</summary>
    public int RecurrentWeights(int layer) => InputWeights(layer) + (GateWidth * LayerInputs(layer));

    public int InputBias(int layer) => RecurrentWeights(layer) + (GateWidth * Hidden);

    /// <summary>A second bias as PyTorch has it: one would do, but the files and the steps of training would then differ.</summary>
    public int RecurrentBias(int layer) => InputBias(layer) + GateWidth;

    /// <summary>Both biases of a layer in one.</summary>
    public void SumBiases(float* weights, int layer, float* sums)
    {
        float* input = weights + InputBias(layer);
        float* recurrent = weights + RecurrentBias(layer);
        for (int j = 0; j < GateWidth; j++) sums[j] = input[j] + recurrent[j];
    }

    private int LayerStart(int layer)
    {
        int start = 0;
        for (int l = 0; l < layer; l++) start += GateWidth * (LayerInputs(l) + Hidden + 2);
        return start;
    }
}
