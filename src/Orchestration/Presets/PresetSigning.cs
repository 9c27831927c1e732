using System.Security.Cryptography;
using Microsoft.Extensions.Configuration;
using ServerlessTraining.Domain;

namespace ServerlessTraining.Orchestration.Presets;

/// <summary>Signs files of presets and checks signatures. Keys come from the settings, as files in PEM or as the PEM itself; none of them is ever shown.</summary>
public sealed class PresetSigning
{
    /// <summary>The private key that exports are signed with.</summary>
    public const string SigningKeySetting = "Presets:SigningKey";

    /// <summary>Public keys of those whose presets are trusted; several files with ';' between.</summary>
    public const string TrustedKeysSetting = "Presets:TrustedKeys";

    /// <summary>true: only files signed by a trusted key are imported. Default false.</summary>
    public const string RequireSetting = "Presets:RequireSignature";

    private const string PemHead = "-----BEGIN";
    private readonly byte[]? signingKey;
    private readonly HashSet<string> trusted;

    private PresetSigning(byte[]? signingKey, HashSet<string> trusted, bool isRequired)
    {
        this.signingKey = signingKey;
        this.trusted = trusted;
        IsRequired = isRequired;
    }

    public static PresetSigning None { get; } = new(null, [], isRequired: false);

    public bool IsRequired { get; }

    public bool Signs => signingKey is not null;

    /// <exception cref="ServerlessTrainingException">A key cannot be used; all that are wrong are told, and nothing of their content.</exception>
    public static PresetSigning From(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        Faults faults = new("The signing of presets is not set up");
        byte[]? own = null;
        foreach ((string place, string pem) in Pems(configuration[SigningKeySetting], Name(SigningKeySetting), faults))
        {
            using ECDsa? key = Import(place, pem, faults);
            if (key is not null) own = Private(place, key, faults);
        }

        HashSet<string> others = [];
        foreach ((string place, string pem) in Pems(configuration[TrustedKeysSetting], Name(TrustedKeysSetting), faults))
        {
            using ECDsa? key = Import(place, pem, faults);
            if (key is not null) others.Add(Convert.ToBase64String(key.ExportSubjectPublicKeyInfo()));
        }

        string? required = configuration[RequireSetting];
        bool isRequired = false;
        if (!string.IsNullOrWhiteSpace(required) && !bool.TryParse(required, out isRequired)) faults.Add($"{Name(RequireSetting)} is '{required}'; true or false is allowed");
        if (isRequired && others.Count == 0) faults.Add($"{Name(RequireSetting)} is true, but {Name(TrustedKeysSetting)} names no key, so nothing could be imported");
        faults.Throw();
        return new PresetSigning(own, others, isRequired);
    }

    /// <summary>Signed where there is a key to sign with.</summary>
    public PresetFile Sign(PresetFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        if (signingKey is null) return file with { Signature = null };
        using ECDsa key = ECDsa.Create();
        key.ImportPkcs8PrivateKey(signingKey, out _);
        return file with { Signature = PresetSignature.Make(key, file.SignedBytes()) };
    }

    /// <summary>Null where it may be imported, else why not.</summary>
    public string? Fault(PresetFile file, out PresetTrust trust)
    {
        ArgumentNullException.ThrowIfNull(file);
        trust = file.Signature is { } signature && trusted.Contains(signature.PublicKey) ? PresetTrust.Trusted : PresetTrust.Unknown;
        if (file.Signature is null)
        {
            trust = PresetTrust.None;
            return IsRequired ? $"is not signed, and {Name(RequireSetting)} asks for a trusted signature" : null;
        }

        if (!file.Signature.IsOf(file.SignedBytes())) return "has a signature that is not of its content: it was changed after it was signed";
        return IsRequired && trust != PresetTrust.Trusted ? $"is signed with a key that is not among {Name(TrustedKeysSetting)}" : null;
    }

    private static IEnumerable<(string Place, string Pem)> Pems(string? setting, string name, Faults faults)
    {
        if (string.IsNullOrWhiteSpace(setting)) return [];
        if (setting.Contains(PemHead, StringComparison.Ordinal)) return Blocks(name, setting);
        List<(string, string)> pems = [];
        foreach (string path in setting.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (File.Exists(path)) pems.AddRange(Blocks($"{name} ({Path.GetFileName(path)})", File.ReadAllText(path)));
            else faults.Add($"{name} names the file '{path}', which is not there");
        }

        return pems;
    }

    private static IEnumerable<(string Place, string Pem)> Blocks(string place, string text)
    {
        // A key file made by openssl may begin with a block of curve parameters.
        string[] keys = [.. text.Split(PemHead).Skip(1).Where(block => block.Contains("KEY-----", StringComparison.Ordinal)).Select(block => PemHead + block)];
        return keys.Length == 0 ? [(place, "")] : keys.Select(key => (place, key));
    }

    private static ECDsa? Import(string place, string pem, Faults faults)
    {
        ECDsa key = ECDsa.Create();
        try
        {
            key.ImportFromPem(pem);
            if (PresetSignature.IsP256(key)) return key;
        }
        catch (Exception broken) when (broken is ArgumentException or CryptographicException)
        {
            // Said below, without a word of what stands there.
        }

        key.Dispose();
        faults.Add($"{place} holds no key of the curve P-256 in PEM; make one: openssl ecparam -name prime256v1 -genkey -noout -out signing.pem");
        return null;
    }

    private static byte[]? Private(string place, ECDsa key, Faults faults)
    {
        try
        {
            return key.ExportPkcs8PrivateKey();
        }
        catch (CryptographicException)
        {
            faults.Add($"{place} holds a public key; the private one is needed to sign");
            return null;
        }
    }

    private static string Name(string setting) => setting.Replace(":", "__", StringComparison.Ordinal);
}
