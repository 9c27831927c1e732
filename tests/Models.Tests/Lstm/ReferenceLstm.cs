namespace ServerlessTraining.Models.Tests.Lstm;

/// <summary>The network and its objective in plain double precision, straight from the equations: what the fast one is measured by.</summary>
internal sealed class ReferenceLstm(int inputs, int hidden, int layers, int horizons)
{
    private readonly int outputs = 2 * horizons;

    public double HuberDelta { get; init; } = 1;

    public double ReturnWeight { get; init; } = 1;

    /// <summary>The outputs for one sequence, step by step.</summary>
    public double[] Forward(double[] weights, float[][] sequence)
    {
        double[][] steps = [.. sequence.Select(step => step.Select(value => (double)value).ToArray())];
        int position = 0;
        for (int layer = 0; layer < layers; layer++)
        {
            int width = layer == 0 ? inputs : hidden;
            int input = position;
            int recurrent = input + (4 * hidden * width);
            int bias = recurrent + (4 * hidden * hidden);
            position = bias + (8 * hidden);
            double[] h = new double[hidden];
            double[] c = new double[hidden];
            double[][] states = new double[steps.Length][];
            for (int t = 0; t < steps.Length; t++)
            {
                double[] next = new double[hidden];
                for (int j = 0; j < hidden; j++)
                {
                    double i = Sigmoid(Sum(0, j));
                    double f = Sigmoid(Sum(1, j));
                    double g = Math.Tanh(Sum(2, j));
                    double o = Sigmoid(Sum(3, j));
                    c[j] = (f * c[j]) + (i * g);
                    next[j] = o * Math.Tanh(c[j]);
                }

                h = next;
                states[t] = h;

                double Sum(int gate, int j)
                {
                    int row = (gate * hidden) + j;
                    double sum = weights[bias + row] + weights[bias + (4 * hidden) + row];
                    for (int k = 0; k < width; k++) sum += weights[input + (row * width) + k] * steps[t][k];
                    for (int k = 0; k < hidden; k++) sum += weights[recurrent + (row * hidden) + k] * h[k];
                    return sum;
                }
            }

            steps = states;
        }

        double[] result = new double[outputs];
        for (int output = 0; output < outputs; output++)
        {
            result[output] = weights[position + (outputs * hidden) + output];
            for (int k = 0; k < hidden; k++) result[output] += weights[position + (output * hidden) + k] * steps[^1][k];
        }

        return result;
    }

    /// <summary>For each output the mean over its labels of weight x loss, summed; labels are NaN where there is none.</summary>
    public double Objective(double[] weights, float[][][] sequences, float[][] labels, float[] sampleWeights)
    {
        double[] sums = new double[outputs];
        int[] counts = new int[outputs];
        for (int s = 0; s < sequences.Length; s++)
        {
            double[] x = Forward(weights, sequences[s]);
            for (int output = 0; output < outputs; output++)
            {
                double y = labels[s][output];
                if (double.IsNaN(y)) continue;
                counts[output]++;
                sums[output] += sampleWeights[s] * (output < horizons ? CrossEntropy(x[output], y) : ReturnWeight * Huber(x[output] - y));
            }
        }

        return sums.Zip(counts, (sum, count) => count == 0 ? 0 : sum / count).Sum();
    }

    private static double CrossEntropy(double x, double y) => -((y * Math.Log(Sigmoid(x))) + ((1 - y) * Math.Log(1 - Sigmoid(x))));

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

    private double Huber(double error) =>
        Math.Abs(error) <= HuberDelta ? error * error / 2 : HuberDelta * (Math.Abs(error) - (HuberDelta / 2));
}
