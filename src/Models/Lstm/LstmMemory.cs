using ServerlessTraining.Domain;

namespace ServerlessTraining.Models.Lstm;

/// <summary>What a training will take, before it is taken: a system that is out of memory ends the process without a word.</summary>
internal static class LstmMemory
{
    private const long MebiByte = 1 << 20;

    /// <summary>Bytes, but for what is small.</summary>
    public static long Needed(LstmShape shape, Lstm2HeadOptions options, int sequences, int threads)
    {
        // Gradient, its sum, two moments, weights and the best of them.
        const int WholeVectors = 6;

        // Of each step: four gates, cell, its tanh, state and the gradient of the state; a mask and what it leaves.
        const int StatesOfStep = 8;
        const int StatesOfDropout = 2;
        int batch = Math.Min(options.BatchSize, sequences);
        long workers = LstmBatchGradient.Workers(batch, threads);
        long step = (long)shape.Hidden * ((shape.Layers * StatesOfStep) + (options.Dropout > 0 ? (shape.Layers - 1) * StatesOfDropout : 0));
        long slice = (long)LstmBatchGradient.SliceRows(batch) * shape.Sequence * (step + shape.Inputs);
        return sizeof(float) * ((workers * (slice + shape.PaddedWeights)) + ((long)WholeVectors * shape.PaddedWeights));
    }

    /// <exception cref="ServerlessTrainingException">More is needed than there is.</exception>
    public static void Check(long needed, long available)
    {
        if (needed <= available) return;
        throw new ServerlessTrainingException(
            $"This lstm2head needs about {needed / MebiByte} MiB to train, but the machine has {available / MebiByte} MiB. " +
            $"Lower hidden, layers, sequence_length, batch_size or the threads.");
    }
}
