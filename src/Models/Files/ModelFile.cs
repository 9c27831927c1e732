using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Documents;

namespace ServerlessTraining.Models.Files;

/// <summary>A trained model as named files that can lie anywhere: those of the model itself, `manifest.json`, and `checksums.sha256`, which vouches for the manifest
/// as the manifest does for the rest. Nothing reaches <see cref="IModelTrainer.Load"/> before all of it is checked.</summary>
public static class ModelFile
{
    /// <summary>Of one file, as stored and as unpacked.</summary>
    public const int MostFileBytes = 256 << 20;

    /// <summary>Of all files together, as stored and as unpacked.</summary>
    public const long MostTotalBytes = 512L << 20;

    public const int MostManifestBytes = 4 << 20;

    /// <summary>The file that says what a model is; <see cref="ReadManifest"/> reads it and <see cref="ChecksumsName"/>.</summary>
    public const string ManifestName = PackedNames.Manifest;

    /// <summary>The file that vouches for the manifest.</summary>
    public const string ChecksumsName = PackedNames.Checksums;

    private const string Damaged = "The model is damaged";
    private const string Repair = "Take the model from a copy, or train it again from its recipe";

    /// <summary>The same model and context give the same bytes.</summary>
    public static IReadOnlyDictionary<string, byte[]> Pack(IModel model, ModelContext context)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(context);
        IReadOnlyDictionary<string, byte[]> own = model.ToFiles();
        string[] taken = [.. own.Keys.Where(name => !PackedNames.IsFree(name)).Order(StringComparer.Ordinal)];
        if (taken.Length > 0)
        {
            throw new ServerlessTrainingException(
                $"A {model.ModelType} model cannot be packed: it calls files {string.Join(", ", taken.Select(DocumentText.Cut))}. " +
                $"Not free are {PackedNames.Reserved}; rename them in its ToFiles.");
        }

        ModelManifest manifest = ModelManifestWriter.Describe(model, context, own);
        Dictionary<string, byte[]> files = own.ToDictionary();
        files[PackedNames.Manifest] = ModelManifestWriter.Write(manifest);
        files[PackedNames.Checksums] = PackedChecksums.Write(files);
        Throw([.. PackedLimits.Faults(files)], "The model cannot be packed", "Change the model or its context");
        // What could not be opened again must not be stored.
        ModelManifest written = ModelManifestReader.Read(files[PackedNames.Manifest]);
        Throw([.. FeatureFaults.Of(written)], "The model cannot be packed", "Pack it with the features and the scaler that it was trained on");
        return files;
    }

    /// <summary>The manifest alone, checked against its checksum: enough to list models. The other files may be absent; nothing is said about them.</summary>
    public static ModelManifest ReadManifest(IReadOnlyDictionary<string, byte[]> files)
    {
        ArgumentNullException.ThrowIfNull(files);
        Throw([.. PackedLimits.Faults(files)], "The model cannot be read", Repair);
        if (!PackedChecksums.HasManifest(files)) Throw([.. PackedChecksums.Faults(files)], Damaged, Repair);
        return ModelManifestReader.Read(files[PackedNames.Manifest]);
    }

    /// <summary>What the manifest calls a file, compressed or not.</summary>
    public static string NameInManifest(string file)
    {
        ArgumentNullException.ThrowIfNull(file);
        return PackedNames.Plain(file);
    }

    /// <summary>The model, or an error that says all that is wrong with it. Compressed files are read as they are.</summary>
    public static OpenedModel Open(IReadOnlyDictionary<string, byte[]> files, ModelTypes types)
    {
        ArgumentNullException.ThrowIfNull(types);
        (ModelManifest manifest, Dictionary<string, byte[]> contents) = Unpack(files);
        IModelTrainer trainer = types.Find(manifest.ModelType);
        Throw([.. FeatureFaults.Of(manifest)], "The model cannot be used", "Open it with a program that has its features, or train it again");
        IModel model = trainer.Load(new SavedModel(manifest.FeatureNames, manifest.Targets, manifest.Report, contents));
        if (model.FeatureNames.SequenceEqual(manifest.FeatureNames) && model.Targets.SequenceEqual(manifest.Targets)) return new OpenedModel(model, manifest);
        model.Dispose();
        throw new ServerlessTrainingException(
            $"The files of the {manifest.ModelType} model hold other features or targets than its manifest ({string.Join(", ", manifest.Targets)}). {Repair}.");
    }

    /// <summary><see cref="ModelManifest.Hash"/> of a model whose every byte is checked: what is expected when it is trained again.</summary>
    public static string Hash(IReadOnlyDictionary<string, byte[]> files) => Unpack(files).Manifest.Hash;

    /// <summary>Every file but the manifest as gzip, `.gz` behind its name; the manifest, and so the hash, stays as it is. What is compressed already is left.</summary>
    public static IReadOnlyDictionary<string, byte[]> Compress(IReadOnlyDictionary<string, byte[]> files)
    {
        (ModelManifest manifest, Dictionary<string, byte[]> contents) = Unpack(files);
        return Packed(files, manifest.Files.Keys.Select(name => name + PackedNames.Compressed), name => files.TryGetValue(name, out byte[]? kept)
            ? kept
            : Gzip.Deflate(contents[PackedNames.Plain(name)]));
    }

    /// <summary>The files as <see cref="Pack"/> wrote them.</summary>
    public static IReadOnlyDictionary<string, byte[]> Decompress(IReadOnlyDictionary<string, byte[]> files)
    {
        (ModelManifest manifest, Dictionary<string, byte[]> contents) = Unpack(files);
        return Packed(files, manifest.Files.Keys, name => contents[name]);
    }

    private static Dictionary<string, byte[]> Packed(IReadOnlyDictionary<string, byte[]> files, IEnumerable<string> names, Func<string, byte[]> contentOf)
    {
        Dictionary<string, byte[]> packed = names.ToDictionary(name => name, contentOf);
        packed[PackedNames.Manifest] = files[PackedNames.Manifest];
        packed[PackedNames.Checksums] = PackedChecksums.Write(packed);
        return packed;
    }

    private static (ModelManifest Manifest, Dictionary<string, byte[]> Contents) Unpack(IReadOnlyDictionary<string, byte[]> files)
    {
        ArgumentNullException.ThrowIfNull(files);
        Throw([.. PackedLimits.Faults(files)], "The model cannot be read", Repair);
        Throw([.. PackedChecksums.Faults(files)], Damaged, Repair);
        ModelManifest manifest = ModelManifestReader.Read(files[PackedNames.Manifest]);
        PackedContents contents = new(files, manifest);
        Throw(contents.Faults, Damaged, Repair);
        return (manifest, contents.Files);
    }

    private static void Throw(IReadOnlyCollection<string> faults, string what, string repair)
    {
        if (faults.Count > 0) throw new ServerlessTrainingException($"{what}: {string.Join("; ", faults)}. {repair}.");
    }
}
