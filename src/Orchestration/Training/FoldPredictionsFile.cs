using System.Security.Cryptography;
using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Folds;
using ServerlessTraining.Domain.Market;

namespace ServerlessTraining.Orchestration.Training;

/// <summary>Predictions as bytes: a mark with the version, market and horizon, each block column by column, lowest byte first, and SHA-256 over all of it at the end.</summary>
internal static class FoldPredictionsFile
{
    private const int BytesARow = 3 * sizeof(long);
    private const int MostBlocks = 10_000;
    private static ReadOnlySpan<byte> Mark => "fold-predictions/1\n"u8;

    public static byte[] Write(FoldPredictions predictions)
    {
        using MemoryStream content = new();
        using BinaryWriter writer = new(content);
        writer.Write(Mark);
        writer.Write(predictions.Symbol.Name);
        writer.Write(predictions.Timeframe.Name);
        writer.Write(predictions.Horizon);
        writer.Write(predictions.Blocks.Count);
        foreach (PredictionBlock block in predictions.Blocks)
        {
            writer.Write((byte)block.Part);
            writer.Write(block.Count);
            foreach (long ticks in block.OpenTicks) writer.Write(ticks);
            foreach (double value in block.ProbabilityUp) writer.Write(value);
            foreach (double value in block.ExpectedReturn) writer.Write(value);
        }

        writer.Write(SHA256.HashData(content.ToArray()));
        return content.ToArray();
    }

    /// <exception cref="ServerlessTrainingException">The bytes are no predictions, of another version, or damaged.</exception>
    public static FoldPredictions Read(byte[] file)
    {
        ArgumentNullException.ThrowIfNull(file);
        if (!file.AsSpan().StartsWith(Mark)) throw Unusable("they do not begin as predictions of this version do");
        int length = file.Length - SHA256.HashSizeInBytes;
        if (length < Mark.Length || !SHA256.HashData(file.AsSpan(0, length)).AsSpan().SequenceEqual(file.AsSpan(length))) throw Unusable("their hash is not that of their content");
        using MemoryStream content = new(file, Mark.Length, length - Mark.Length, writable: false);
        using BinaryReader reader = new(content);
        try
        {
            Symbol symbol = Symbol.Parse(reader.ReadString());
            Timeframe timeframe = Timeframe.Parse(reader.ReadString());
            int horizon = reader.ReadInt32();
            PredictionBlock[] blocks = new PredictionBlock[Bounded(reader.ReadInt32(), MostBlocks)];
            for (int i = 0; i < blocks.Length; i++) blocks[i] = ReadBlock(reader);
            if (!Array.Exists(blocks, block => block.Part == FoldPartKind.Test)) throw Unusable("they have no test rows");
            return content.Position == content.Length ? new FoldPredictions(symbol, timeframe, horizon, blocks) : throw Unusable("they go on behind their end");
        }
        catch (Exception error) when (error is EndOfStreamException or FormatException)
        {
            throw Unusable("they end too soon");
        }
    }

    private static PredictionBlock ReadBlock(BinaryReader reader)
    {
        FoldPartKind part = (FoldPartKind)reader.ReadByte();
        if (part is not (FoldPartKind.Tune or FoldPartKind.Test)) throw Unusable($"a block is of part {(int)part}, which is neither tune nor test");
        int count = Bounded(reader.ReadInt32(), (reader.BaseStream.Length - reader.BaseStream.Position) / BytesARow);
        return new PredictionBlock(part, Column(count, reader.ReadInt64), Column(count, reader.ReadDouble), Column(count, reader.ReadDouble));
    }

    // The count is checked against what is there before anything of its size is made.
    private static int Bounded(int count, long most) => count >= 1 && count <= most ? count : throw Unusable($"a count is {count}; 1 to {most} is possible");

    private static T[] Column<T>(int count, Func<T> next)
    {
        T[] values = new T[count];
        for (int i = 0; i < count; i++) values[i] = next();
        return values;
    }

    private static ServerlessTrainingException Unusable(string why) => new($"The predictions cannot be used: {why}. Take them from a copy, or train the fold again.");
}
