using System.Buffers.Binary;
using System.Text.Json;
using ServerlessTraining.Domain;

namespace ServerlessTraining.Models.Lstm;

/// <summary>The safetensors format, 32-bit floats only: eight bytes of header length (little-endian), a JSON header (name to dtype, shape, data_offsets; texts under
/// `__metadata__`), then the numbers, little-endian, without gaps. Nothing in such a file is run.</summary>
public static class SafeTensors
{
    internal const string Metadata = "__metadata__";
    internal const string DataType = "F32";
    internal const int LengthBytes = 8;

    /// <summary>The same tensors give the same bytes; they keep their order.</summary>
    public static byte[] Write(IReadOnlyList<SafeTensor> tensors, IReadOnlyDictionary<string, string>? metadata = null)
    {
        ArgumentNullException.ThrowIfNull(tensors);
        byte[] header = Header(tensors, metadata);
        byte[] file = new byte[checked(LengthBytes + header.Length + tensors.Sum(tensor => tensor.Values.Length * sizeof(float)))];
        BinaryPrimitives.WriteInt64LittleEndian(file, header.Length);
        header.CopyTo(file, LengthBytes);
        int position = LengthBytes + header.Length;
        foreach (SafeTensor tensor in tensors)
        {
            foreach (float value in tensor.Values.Span)
            {
                BinaryPrimitives.WriteSingleLittleEndian(file.AsSpan(position), value);
                position += sizeof(float);
            }
        }

        return file;
    }

    /// <summary>The tensors of a file, in the order of its data.</summary>
    /// <exception cref="ServerlessTrainingException">The file breaks a rule of the format, or has another type of number; <paramref name="source"/> begins the text.</exception>
    public static IReadOnlyList<SafeTensor> Read(ReadOnlyMemory<byte> file, string source) => SafeTensorsReader.Read(file, source);

    private static byte[] Header(IReadOnlyList<SafeTensor> tensors, IReadOnlyDictionary<string, string>? metadata)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter json = new(stream))
        {
            json.WriteStartObject();
            if (metadata is { Count: > 0 })
            {
                json.WriteStartObject(Metadata);
                foreach ((string key, string value) in metadata.OrderBy(pair => pair.Key, StringComparer.Ordinal)) json.WriteString(key, value);
                json.WriteEndObject();
            }

            long offset = 0;
            foreach (SafeTensor tensor in tensors) offset = WriteEntry(json, tensor, offset);
            json.WriteEndObject();
        }

        // Blanks, so that the numbers begin on a multiple of eight, as other readers like it.
        while (stream.Length % LengthBytes != 0) stream.WriteByte((byte)' ');
        return stream.ToArray();
    }

    private static long WriteEntry(Utf8JsonWriter json, SafeTensor tensor, long offset)
    {
        if (tensor.Shape.Aggregate(1L, (product, size) => product * size) != tensor.Values.Length)
        {
            throw new ArgumentException($"Tensor {tensor.Name} of shape [{string.Join(", ", tensor.Shape)}] has {tensor.Values.Length} values.", nameof(tensor));
        }

        long end = offset + ((long)tensor.Values.Length * sizeof(float));
        json.WriteStartObject(tensor.Name);
        json.WriteString("dtype", DataType);
        json.WriteStartArray("shape");
        foreach (int size in tensor.Shape) json.WriteNumberValue(size);
        json.WriteEndArray();
        json.WriteStartArray("data_offsets");
        json.WriteNumberValue(offset);
        json.WriteNumberValue(end);
        json.WriteEndArray();
        json.WriteEndObject();
        return end;
    }
}
