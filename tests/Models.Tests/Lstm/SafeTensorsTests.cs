using System.Buffers.Binary;
using System.Text;
using ServerlessTraining.Domain;
using ServerlessTraining.Models.Lstm;

namespace ServerlessTraining.Models.Tests.Lstm;

public sealed class SafeTensorsTests
{
    private static readonly float[] Numbers = [1, -2.5f, float.Epsilon, -0f, float.MaxValue, 6];

    [Fact]
    public void Read_WhatWasWritten_IsTheSame()
    {
        SafeTensor[] tensors = [new("b", [2, 3], Numbers), new("a.\u00e9", [], Numbers.AsMemory(1, 1)), new("none", [0, 4], ReadOnlyMemory<float>.Empty)];

        IReadOnlyList<SafeTensor> found = SafeTensors.Read(SafeTensors.Write(tensors, new Dictionary<string, string> { ["format"] = "pt" }), "t");

        Assert.Equal(tensors.Select(tensor => tensor.Name).Order(), found.Select(tensor => tensor.Name).Order());
        Assert.All(found, tensor => Assert.Equal(tensors.Single(t => t.Name == tensor.Name).Shape, tensor.Shape));
        Assert.All(found, tensor => Assert.Equal(tensors.Single(t => t.Name == tensor.Name).Values.ToArray(), tensor.Values.ToArray()));
    }

    [Fact]
    public void Write_OneTensor_GivesTheBytesOfTheFormat()
    {
        byte[] file = SafeTensors.Write([new SafeTensor("w", [1, 2], Numbers.AsMemory(0, 2))], new Dictionary<string, string> { ["format"] = "pt" });

        string header = """{"__metadata__":{"format":"pt"},"w":{"dtype":"F32","shape":[1,2],"data_offsets":[0,8]}}""";
        int padded = (header.Length + 7) / 8 * 8;
        Assert.Equal(padded, BinaryPrimitives.ReadInt64LittleEndian(file));
        Assert.Equal(header.PadRight(padded), Encoding.UTF8.GetString(file, 8, padded));
        Assert.Equal([0, 0, 0x80, 0x3f, 0, 0, 0x20, 0xc0], file[(8 + padded)..]);
    }

    [Theory]
    [InlineData("""{"w":{"dtype":"F64","shape":[1],"data_offsets":[0,8]}}""", 8, "tensor 'w' must have the dtype F32")]
    [InlineData("""{"w":{"dtype":"F32","shape":[1],"data_offsets":[0,8]}}""", 8, "tensor 'w' has the shape [1], but the data_offsets [0, 8], which is 8 bytes")]
    [InlineData("""{"w":{"dtype":"F32","shape":[-1],"data_offsets":[0,8]}}""", 8, "the shape of tensor 'w' must be a list of whole numbers from 0 to 2147483647")]
    [InlineData("""{"w":{"dtype":"F32","shape":[1.5],"data_offsets":[0,8]}}""", 8, "the shape of tensor 'w' must be a list of whole numbers from 0 to 2147483647")]
    [InlineData("""{"w":{"dtype":"F32","shape":[2147483647,2147483647,2147483647],"data_offsets":[0,4]}}""", 4, "[0, 4], which is 4 bytes")]
    [InlineData("""{"w":{"dtype":"F32","shape":[1],"data_offsets":[4,0]}}""", 4, "the data_offsets of tensor 'w' must be a begin and an end not before it")]
    [InlineData("""{"w":{"dtype":"F32","shape":[1]}}""", 4, "the data_offsets of tensor 'w' must be a list")]
    [InlineData("""{"w":{"dtype":"F32","shape":[1],"data_offsets":[0,4],"x":1}}""", 4, "tensor 'w' has 'x', which is none of dtype, shape and data_offsets")]
    [InlineData("""{"w":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"v":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", 4, "begins at byte 0 of the data, but")]
    [InlineData("""{"w":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", 8, "tensor 'w' begins at byte 4 of the data, but must at 0")]
    [InlineData("""{"w":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", 8, "its tensors end at byte 4 of the data, which has 8")]
    [InlineData("""{"w":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", 4, "its tensors end at byte 8 of the data, which has 4")]
    [InlineData("""{"w":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"w":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", 8, "its header is not JSON")]
    [InlineData("""{"__metadata__":{"a":1}}""", 0, "__metadata__ must be a mapping of texts")]
    [InlineData("""{"w":3}""", 0, "tensor 'w' must have a name, and be a mapping of dtype, shape and data_offsets")]
    [InlineData("""[]""", 0, "its header does not begin with '{'")]
    [InlineData("""{"w":""", 0, "its header is not JSON")]
    public void Read_BrokenFile_SaysWhat(string header, int dataBytes, string expected)
    {
        byte[] text = Encoding.UTF8.GetBytes(header);
        byte[] file = new byte[8 + text.Length + dataBytes];
        BinaryPrimitives.WriteInt64LittleEndian(file, text.Length);
        text.CopyTo(file, 8);

        ServerlessTrainingException error = Assert.Throws<ServerlessTrainingException>(() => SafeTensors.Read(file, "weights.safetensors"));

        Assert.StartsWith("weights.safetensors is not a file of tensors that can be used: ", error.Message);
        Assert.Contains(expected, error.Message);
    }

    [Theory]
    [InlineData(new byte[] { 1, 2 }, "it has 2 bytes, and the length of the header takes 8")]
    [InlineData(new byte[] { 255, 255, 255, 255, 255, 255, 255, 255 }, "its header has 18446744073709551615 bytes; 1048576 are allowed")]
    [InlineData(new byte[] { 9, 0, 0, 0, 0, 0, 0, 0, 123 }, "its header has 9 bytes, but only 1 follow")]
    [InlineData(new byte[] { 0, 0, 0, 0, 0, 0, 0, 0 }, "its header does not begin with '{'")]
    public void Read_BrokenLength_SaysWhat(byte[] file, string expected) =>
        Assert.Contains(expected, Assert.Throws<ServerlessTrainingException>(() => SafeTensors.Read(file, "w")).Message);

    [Fact]
    public void Load_TwoThousandMutations_IsRefusedInWordsOrGivesFiniteWeights()
    {
        using IModel model = LstmProblem.Trainer.Train(LstmProblem.Small("""{"hidden":16,"sequence_length":3,"epochs":1}"""), cancellation: TestContext.Current.CancellationToken);
        SavedModel saved = LstmProblem.Saved(model);
        byte[] original = saved.Files[LstmTensors.FileName];
        int header = (int)BinaryPrimitives.ReadInt64LittleEndian(original) + 8;
        SeededRandom random = new(99);
        int refused = 0;
        for (int i = 0; i < 2000; i++)
        {
            byte[] file = Mutate(original, header, random, i % 4);
            Dictionary<string, byte[]> files = new(saved.Files) { [LstmTensors.FileName] = file };
            try
            {
                LstmProblem.Trainer.Load(saved with { Files = files }).Dispose();
            }
            catch (ServerlessTrainingException error)
            {
                refused++;
                Assert.StartsWith(LstmTensors.FileName, error.Message);
            }
        }

        // A flipped letter of the metadata or digit of a number is not seen here: the manifest's hashes see it.
        Assert.InRange(refused, 1500, 2000);
    }

    private static byte[] Mutate(byte[] original, int header, SeededRandom random, int kind)
    {
        if (kind == 0) return original[..random.Next(original.Length)];
        if (kind == 1) return [.. original, .. new byte[1 + random.Next(9)]];
        byte[] file = [.. original];
        int changes = 1 + random.Next(4);
        for (int i = 0; i < changes; i++) file[random.Next(kind == 2 ? header : 8)] = kind == 2 ? (byte)(32 + random.Next(96)) : (byte)random.Next(256);
        return file;
    }
}
