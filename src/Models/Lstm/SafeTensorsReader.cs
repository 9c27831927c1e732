using System.Buffers.Binary;
using System.Text.Json;
using ServerlessTraining.Domain;

namespace ServerlessTraining.Models.Lstm;

/// <summary>Reads safetensors and trusts nothing: no size is believed before it was compared with the bytes that are there.</summary>
internal static class SafeTensorsReader
{
    private const int LongestHeader = 1 << 20;
    private const int MostDimensions = 8;
    private static readonly JsonDocumentOptions Json = new() { MaxDepth = 4, AllowDuplicateProperties = false };

    public static IReadOnlyList<SafeTensor> Read(ReadOnlyMemory<byte> file, string source)
    {
        try
        {
            return Read(file);
        }
        catch (InvalidDataException error)
        {
            throw new ServerlessTrainingException($"{source} is not a file of tensors that can be used: {error.Message}.", error);
        }
    }

    private static List<SafeTensor> Read(ReadOnlyMemory<byte> file)
    {
        if (file.Length < SafeTensors.LengthBytes) throw new InvalidDataException($"it has {file.Length} bytes, and the length of the header takes {SafeTensors.LengthBytes}");
        ulong length = BinaryPrimitives.ReadUInt64LittleEndian(file.Span);
        int rest = file.Length - SafeTensors.LengthBytes;
        if (length > LongestHeader) throw new InvalidDataException($"its header has {length} bytes; {LongestHeader} are allowed");
        if (length > (ulong)rest) throw new InvalidDataException($"its header has {length} bytes, but only {rest} follow");
        ReadOnlyMemory<byte> header = file.Slice(SafeTensors.LengthBytes, (int)length);
        ReadOnlyMemory<byte> data = file[(SafeTensors.LengthBytes + (int)length)..];
        if (header.IsEmpty || header.Span[0] != '{') throw new InvalidDataException("its header does not begin with '{'");
        List<Entry> entries = Entries(header);
        CheckOffsets(entries, data.Length);
        return [.. entries.Select(entry => new SafeTensor(entry.Name, entry.Shape, Values(data.Span[entry.Begin..entry.End])))];
    }

    private static List<Entry> Entries(ReadOnlyMemory<byte> header)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(header, Json);
            List<Entry> entries = [];
            foreach (JsonProperty property in document.RootElement.EnumerateObject())
            {
                if (property.Name == SafeTensors.Metadata) CheckMetadata(property.Value);
                else entries.Add(ReadEntry(property));
            }

            return entries;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            // An escape such as \ud800 alone is well-formed JSON, but no text: the framework says so with InvalidOperationException.
            throw new InvalidDataException($"its header is not JSON: {error.Message.ReplaceLineEndings(" ").TrimEnd('.')}", error);
        }
    }

    private static void CheckMetadata(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Object || value.EnumerateObject().Any(pair => pair.Value.ValueKind != JsonValueKind.String))
        {
            throw new InvalidDataException($"{SafeTensors.Metadata} must be a mapping of texts");
        }
    }

    private static Entry ReadEntry(JsonProperty property)
    {
        string name = property.Name;
        JsonElement value = property.Value;
        if (name.Length == 0 || value.ValueKind != JsonValueKind.Object)
        {
            throw new InvalidDataException($"tensor '{name}' must have a name, and be a mapping of dtype, shape and data_offsets");
        }

        string? unknown = value.EnumerateObject().Select(pair => pair.Name).FirstOrDefault(key => key is not ("dtype" or "shape" or "data_offsets"));
        if (unknown is not null) throw new InvalidDataException($"tensor '{name}' has '{unknown}', which is none of dtype, shape and data_offsets");
        if (!value.TryGetProperty("dtype", out JsonElement type) || type.ValueKind != JsonValueKind.String || type.GetString() != SafeTensors.DataType)
        {
            throw new InvalidDataException($"tensor '{name}' must have the dtype {SafeTensors.DataType}");
        }

        int[] shape = Numbers(value, name, "shape");
        int[] offsets = Numbers(value, name, "data_offsets");
        if (shape.Length > MostDimensions) throw new InvalidDataException($"tensor '{name}' has {shape.Length} dimensions; {MostDimensions} are allowed");
        if (offsets.Length != 2 || offsets[1] < offsets[0]) throw new InvalidDataException($"the data_offsets of tensor '{name}' must be a begin and an end not before it");
        long bytes = sizeof(float);
        foreach (int size in shape) bytes = size == 0 ? 0 : bytes > int.MaxValue ? bytes : bytes * size;
        if (bytes != offsets[1] - offsets[0])
        {
            throw new InvalidDataException(
                $"tensor '{name}' has the shape [{string.Join(", ", shape)}], but the data_offsets [{offsets[0]}, {offsets[1]}], which is {offsets[1] - offsets[0]} bytes");
        }

        return new Entry(name, shape, offsets[0], offsets[1]);
    }

    private static int[] Numbers(JsonElement tensor, string name, string key)
    {
        if (tensor.TryGetProperty(key, out JsonElement list) && list.ValueKind == JsonValueKind.Array)
        {
            int[] numbers = [.. list.EnumerateArray().Select(item => item.ValueKind == JsonValueKind.Number && item.TryGetInt32(out int number) ? number : -1)];
            if (numbers.All(number => number >= 0)) return numbers;
        }

        throw new InvalidDataException($"the {key} of tensor '{name}' must be a list of whole numbers from 0 to {int.MaxValue}");
    }

    /// <summary>One after the other from the first byte to the last: no gap to hide something in, no byte in two tensors.</summary>
    private static void CheckOffsets(List<Entry> entries, int length)
    {
        entries.Sort((a, b) => a.Begin != b.Begin ? a.Begin.CompareTo(b.Begin) : a.End.CompareTo(b.End));
        int position = 0;
        foreach (Entry entry in entries)
        {
            if (entry.Begin != position)
            {
                throw new InvalidDataException($"tensor '{entry.Name}' begins at byte {entry.Begin} of the data, but must at {position}, where the one before it ends");
            }

            position = entry.End;
        }

        if (position != length) throw new InvalidDataException($"its tensors end at byte {position} of the data, which has {length}");
    }

    private static float[] Values(ReadOnlySpan<byte> bytes)
    {
        float[] values = new float[bytes.Length / sizeof(float)];
        for (int i = 0; i < values.Length; i++) values[i] = BinaryPrimitives.ReadSingleLittleEndian(bytes[(i * sizeof(float))..]);
        return values;
    }

    private sealed record Entry(string Name, int[] Shape, int Begin, int End);
}
