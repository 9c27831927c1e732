using ServerlessTraining.Domain;

namespace ServerlessTraining.Models.Lstm;

/// <summary>The sequences of one part: decision rows with enough history and a label for some target, with labels and weights as the loss wants them.</summary>
internal sealed class LstmData
{
    private readonly int outputs;
    private readonly float[] labels;

    private LstmData(FloatBuffer features, int[] rows, int leftOut, int outputs, float[] labels, float[] weights)
    {
        Features = features;
        Rows = rows;
        LeftOut = leftOut;
        this.outputs = outputs;
        this.labels = labels;
        Weights = weights;
        Counts = new int[outputs];
        for (int i = 0; i < labels.Length; i++) Counts[i % outputs] += float.IsNaN(labels[i]) ? 0 : 1;
    }

    /// <summary>The whole feature matrix, row by row; belongs to the caller.</summary>
    public FloatBuffer Features { get; }

    /// <summary>The decision rows, ascending: the last rows of their sequences.</summary>
    public int[] Rows { get; }

    /// <summary>Labelled rows that have no sequence, because their history would begin in the warm-up.</summary>
    public int LeftOut { get; }

    /// <summary>One a sequence, 1 on average: only their proportions count.</summary>
    public float[] Weights { get; }

    /// <summary>Each output's labels in the whole part.</summary>
    public int[] Counts { get; }

    /// <summary>One an output; NaN where there is none. Returns are in units of their scale.</summary>
    public ReadOnlySpan<float> Labels(int sequence) => labels.AsSpan(sequence * outputs, outputs);

    /// <exception cref="ServerlessTrainingException">A target has nothing to learn from in the sequences.</exception>
    public static LstmData Of(Samples samples, FloatBuffer features, IReadOnlyList<Target> targets, LstmOutputs outputs, int history, string part)
    {
        int first = samples.Features.WarmUp + history;
        int[] labelled = [.. targets.SelectMany(samples.LabelledRows).Distinct().Order()];
        int[] rows = [.. labelled.Where(row => row >= first)];
        float[] found = new float[rows.Length * outputs.Count];
        found.AsSpan().Fill(float.NaN);
        List<string> faults = [];
        foreach (Target target in targets)
        {
            int output = outputs.IndexOf(target);
            ReadOnlySpan<double> values = samples.Labels(target);
            int count = 0;
            int ones = 0;
            for (int i = 0; i < rows.Length; i++)
            {
                double label = values[rows[i]];
                if (double.IsNaN(label)) continue;
                count++;
                if (label > 0) ones++;
                found[(i * outputs.Count) + output] = outputs.IsDirection(output) ? (float)label : Scaled(label, outputs.Scale(output), target, rows[i]);
            }

            if (count == 0) faults.Add($"no labelled row of {target} in {part} has {history} rows of history behind the warm-up of {samples.Features.WarmUp} rows");
            else if (part == "fit" && outputs.IsDirection(output) && ones % count == 0)
            {
                faults.Add($"all labels of {target} in {part} with {history} rows of history are {(ones == 0 ? 0 : 1)}; two classes are needed");
            }
        }

        if (faults.Count > 0) throw new ServerlessTrainingException($"lstm2head cannot be trained: {string.Join("; ", faults)}. Give more rows or lower sequence_length.");
        return new LstmData(features, rows, labelled.Length - rows.Length, outputs.Count, found, WeightsOf(samples, rows));
    }

    private static float Scaled(double label, double scale, Target target, int row)
    {
        float scaled = (float)(label / scale);
        return float.IsFinite(scaled)
            ? scaled
            : throw new ServerlessTrainingException($"The label of {target} in row {row} is {label}, too far from the others for lstm2head. Cut such returns off.");
    }

    private static float[] WeightsOf(Samples samples, int[] rows)
    {
        float[] weights = new float[rows.Length];
        weights.AsSpan().Fill(1);
        if (!samples.IsWeighted) return weights;
        double greatest = 0;
        foreach (int row in rows) greatest = Math.Max(greatest, samples.Weights[row]);
        double sum = 0;
        foreach (int row in rows) sum += samples.Weights[row] / greatest;
        double mean = sum / rows.Length;
        for (int i = 0; i < rows.Length; i++) weights[i] = (float)(samples.Weights[rows[i]] / greatest / mean);
        return weights;
    }
}
