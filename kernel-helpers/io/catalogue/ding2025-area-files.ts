import type { ModelFiles } from './ding2025-words.js';

/** Lengths and checksums of the files of the models fitted by area. */
export const areaFiles: ModelFiles = {
  emtrends: [
    [
      'in_silico_sig_corr_cvt-ld_density_control',
      897,
      '1cdc6ed69db290daa40dc3f312e2da601c5c1e47e5a4ecff7105745421fcd2b4',
    ],
    ['in_silico_sig_corr_cvt-synapse_density', 867, 'df2d54df1f3eb289b1fcfdda939976b0667946a3c3ea8505f631834a6c3175c3'],
    ['in_vivo_sig_corr-ld_density_control', 868, '13997fee49ee18055152fd47f1c52461f1fa6d2e7b9fc7be2f78f8a5f9630988'],
    ['in_vivo_sig_corr-synapse_density', 848, '0a199f72e2c01adc3abd1bbbf66027667a631d85b61d43fe7d4840ef285ee0b1'],
    [
      'readout_similarity_cvt-ld_density_control',
      856,
      'bb8bed0025d2c5a2dc8a94d73559c013d879cd7f4f161f995cd637cd404001d6',
    ],
    ['readout_similarity_cvt-synapse_density', 872, '0bb46e061cf3774771a4109bf5608ea17b6ec13f6abaed6fc72ed54af7f03e5c'],
    [
      'readout_location_distance_cvt-ld_density_control',
      887,
      '561a6f54ba659b104798c77091ce5d94222f6b0271f71b8fc54ed8a488e72d6c',
    ],
    [
      'readout_location_distance_cvt-synapse_density',
      938,
      '5a827ed01a645dc7b6f78966b93ee064f6071e41716749e9db996a3becb5a539',
    ],
    [
      'readout_location_distance_sta-ld_density_control',
      895,
      '69ce3fa146b3877826a629c2d9b1e7ea2c31725ee0a9c5559c21b8deeee1c4ee',
    ],
    [
      'readout_location_distance_sta-synapse_density',
      945,
      '37af96c83682c72f0a1b1f4a557bbf361bb5fcd2e8e04523018c18a3e3d14116',
    ],
    [
      'delta_ori_cvt_monet_full-ld_density_control',
      939,
      '59f636055a8b5c03c134bfd8b2b7fc683028ca9dfccfb6fb84f9215db21900d4',
    ],
    [
      'delta_ori_cvt_monet_full-synapse_density',
      920,
      '79e97ccae59108b480f384a6bb2b5f66af76464b6c517bd91e7ad2dc3a9dd308',
    ],
    ['delta_ori_iv-ld_density_control', 894, 'dfe39917234aa641a86e80f017dcc088f37817619b9f80866dadde2a6cf3871a'],
    ['delta_ori_iv-synapse_density', 855, 'c3c9b18e5d11c76bfb20eba386c2f88ab91252b6100fb776578a5a6bf1c81716'],
  ],
  pairwise: [
    [
      'in_silico_sig_corr_cvt-ld_density_control',
      915,
      'd90fc22d573324c0c05ea2a4314ce1cf11944430c60047e2827fe9099a3a7c70',
    ],
    ['in_silico_sig_corr_cvt-synapse_density', 896, '31f6e31e186a972d1d6ed98cda8c664bd82be7ea40eb54007018cd839c06b0ab'],
    ['in_vivo_sig_corr-ld_density_control', 888, '58eddc07c7743febdb0b0b25ec288e3511d2a340b402421e543c1d13ba839a78'],
    ['in_vivo_sig_corr-synapse_density', 864, '697d94185252a496a7db3a832ddb6f1116ad9ac929f35288a7deba3f92856c72'],
    [
      'readout_similarity_cvt-ld_density_control',
      935,
      'cde75ca2e2c8f09948967d90cce330f5365bc3e18837091af4ac70bc82f5c151',
    ],
    ['readout_similarity_cvt-synapse_density', 892, '7932f2fb6312f185ec0060fa866b8b2c2a157de44402dfb797b19fc05e21694c'],
    [
      'readout_location_distance_cvt-ld_density_control',
      918,
      'd808796524e342d98efee6dbe6e2925ddbd27054a48349614baf13f1afb91a16',
    ],
    [
      'readout_location_distance_cvt-synapse_density',
      958,
      '056eb6a198151651276f02d3c97cb08b3a567557953bb9fb325c5e0fc541aaad',
    ],
    [
      'readout_location_distance_sta-ld_density_control',
      924,
      'eb8aca75d86d1098dd3a155a0c16a72830351d98c7a861d268c6f8fcca60464e',
    ],
    [
      'readout_location_distance_sta-synapse_density',
      954,
      '538600d4980011dc6a4d5436051da10a0d847cc0e229135d589da3b8e15b4a0f',
    ],
    [
      'delta_ori_cvt_monet_full-ld_density_control',
      957,
      '6d932707e8045f3421b1c2377250b299342afcc10bd40f5f256dff0bffaef065',
    ],
    [
      'delta_ori_cvt_monet_full-synapse_density',
      917,
      '52bfa503732e8be143062d54acaefa82d300850c27ae713a80d97945d210cab6',
    ],
    ['delta_ori_iv-ld_density_control', 894, 'e2f2e83e5260ae3975d1a296d931c58290ae410610c917119704b6b0935cb420'],
    ['delta_ori_iv-synapse_density', 840, '325f763d8121ab0aa1651e544b22f145c3dfe3e3b20afe5db9d263dd1aa81e65'],
  ],
  model_coef: [
    [
      'in_silico_sig_corr_cvt-ld_density_control',
      39_225,
      '0febb146d8234e9cdbb7ccb2e3c9bd6746ce2374f0ac9dc2ee8f152380f87fad',
    ],
    [
      'in_silico_sig_corr_cvt-synapse_density',
      38_469,
      '3691a03b23aaa9de1ebfb68f1397131ca7d62ae905b188398e597c6be5ad85fd',
    ],
    ['in_vivo_sig_corr-ld_density_control', 38_901, 'a2b46c4883a54de09b640aa14af21011149d4f3c8db70e7b7ae04a13f3731fa1'],
    ['in_vivo_sig_corr-synapse_density', 38_119, 'fdd3599d989b4a3beba63c1bcf4b2187c3b112f93d1cef5ba7411b5d27082d6f'],
    [
      'readout_similarity_cvt-ld_density_control',
      39_208,
      '438ca034c82c9a3f371c656e6f2416227cad55241cc2ecafbfd0487cc691a278',
    ],
    [
      'readout_similarity_cvt-synapse_density',
      38_463,
      'ea42e15bee735b03858ea4f60b5abdc7b5be422c6a2d1a4579aee2ac904f1b53',
    ],
    [
      'readout_location_distance_cvt-ld_density_control',
      41_065,
      'a959c85bb1ba3af708b161d220b7db786362949931be8f2ec35508d3a7812da2',
    ],
    [
      'readout_location_distance_cvt-synapse_density',
      40_346,
      '9623a231b161e9064cab63ab361fe186de50e637eba88df2dab0827b31291ff9',
    ],
    [
      'readout_location_distance_sta-ld_density_control',
      41_050,
      'b7accd4b9698aabc1eab71d9dbf05352fcf92452da44c21e1c1a080f7442bf90',
    ],
    [
      'readout_location_distance_sta-synapse_density',
      40_354,
      '7bd1d7fc3b90f28578d905f8178cb94287d2a63c9ec1c8910098dd445781d5b5',
    ],
    [
      'delta_ori_cvt_monet_full-ld_density_control',
      19_100,
      '65a9def295c974a1e8b2c918d8e0cafad92db0816edd2df69b6050ebbfb90a32',
    ],
    [
      'delta_ori_cvt_monet_full-synapse_density',
      18_782,
      '879deb4d3d0b4b18388c7b2241f7e9928516741c8400c5eb05a75ab258e7745f',
    ],
    ['delta_ori_iv-ld_density_control', 28_109, '5092c07b139b5986325194fc873cc41824cee93e22f7df987672e5d0826ac04f'],
    ['delta_ori_iv-synapse_density', 27_532, 'af46276b794283d1eff625f4bce981f18857df9cfe769c757b619beba5d3ecbd'],
  ],
  meta_info: [
    [
      'in_silico_sig_corr_cvt-ld_density_control',
      588,
      'b270db2f8e0bd5c088ad5cd31b4a526e9fcdbc99a6e3f6707011f1c083485f8a',
    ],
    ['in_silico_sig_corr_cvt-synapse_density', 588, '4b7a78ecd42ea965cd320b2c8b3b75dc884439ecd6a083d4b090099eef581c13'],
    ['in_vivo_sig_corr-ld_density_control', 572, 'fa498d6889245695f3906c4b824c6d976937a1fbcec0dda8f550585d405a9cce'],
    ['in_vivo_sig_corr-synapse_density', 569, 'd9aaef619aa25376e944f3b2251e1001061d6fbe5ff0a450be160e455194677c'],
    [
      'readout_similarity_cvt-ld_density_control',
      588,
      '4866233a3fea0328d56b1bc1c3495d8281bd984a7438cb14322e3efa855cc3de',
    ],
    ['readout_similarity_cvt-synapse_density', 588, 'c0ff0daf28be88ccfbf3a2836ea7b3b380a4fccad79dff291a430edd12014883'],
    [
      'readout_location_distance_cvt-ld_density_control',
      616,
      '9041e58fc83212315d9aa32cb85cd016b71ee1c9c70cc55d79b0115f9d8f8d28',
    ],
    [
      'readout_location_distance_cvt-synapse_density',
      616,
      'c44720b9c4310331a824028fe0ba26e93f314734bc8d9d70e56fb201230971e9',
    ],
    [
      'readout_location_distance_sta-ld_density_control',
      616,
      '46a0da1559ff69bcc9500e2cae2b12303cddbead04af1135e50db9d26ecbe50e',
    ],
    [
      'readout_location_distance_sta-synapse_density',
      616,
      '1b2226b81eee7da91a052097b993c2b7cc0decb18e945910306d0e065ce7cab6',
    ],
    [
      'delta_ori_cvt_monet_full-ld_density_control',
      584,
      '396f40680e2a24ea8100b15924ab53fc0dc68eb89e6f3331f67db0c5f393497b',
    ],
    [
      'delta_ori_cvt_monet_full-synapse_density',
      578,
      '722a9179e9995407a6b0b73c00faeebe850a76d90e5932ba2f42533092e98000',
    ],
    ['delta_ori_iv-ld_density_control', 551, 'b14cd04f1ab2b3ff3adf7daa0ce30f1a577bdbb0212425bca1634529489bf8b5'],
    ['delta_ori_iv-synapse_density', 544, '4565f8d5cd1bd86d519e3893a9a2849c7ce81acd0d37276e77862683cf21067e'],
  ],
  model_performance: [
    [
      'in_silico_sig_corr_cvt-ld_density_control',
      224,
      '56f812d6a7088e382bf9c3fa6270d4e8e91c2cacf5fe5aad3572ecedb870e55c',
    ],
    ['in_silico_sig_corr_cvt-synapse_density', 257, 'd480a1b801c11d7939c65774be28f8ff4e70d4e39d44daa91775eff6ea2d1d83'],
    ['in_vivo_sig_corr-ld_density_control', 216, '4c095a009b8a35de96a74b6f0924156c3710f80c7c197fa2a94878a365a70348'],
    ['in_vivo_sig_corr-synapse_density', 247, '6be4d5846b70ff26ed517b2bd02e73f3a957448922bbc6b09a73d545a575dead'],
    [
      'readout_similarity_cvt-ld_density_control',
      221,
      '450ff8d2023dc0964987262d511e5838e8ae3a249aaf786bb247a0d8104c4f28',
    ],
    ['readout_similarity_cvt-synapse_density', 255, '65016c6f77478eccc503a429a840c79cd50e39891ce71ed40a39048905457359'],
    [
      'readout_location_distance_cvt-ld_density_control',
      230,
      '5faba31dfad1aa95deefbc4855720497ab95fdad2038783cee35b749a1c3a195',
    ],
    [
      'readout_location_distance_cvt-synapse_density',
      260,
      '6a044b607a83d9d4e40ebbb4b38fa240fc93f4616643c347a83cce0738a9bcbb',
    ],
    [
      'readout_location_distance_sta-ld_density_control',
      230,
      '4c7dde86d1c020cc8a1c8c64d96fee250215b9f995d0cfa710a4d7f464db86ab',
    ],
    [
      'readout_location_distance_sta-synapse_density',
      264,
      '8bc2a60adea889a6139949ccfbc66fd7d51a2859eca221deb9fc6593a7d88c6a',
    ],
    [
      'delta_ori_cvt_monet_full-ld_density_control',
      221,
      'adfa9722e634c535c8c69744eaf95ad83e2ab51b83af42694cc831599259c9c2',
    ],
    [
      'delta_ori_cvt_monet_full-synapse_density',
      268,
      'e44dcb393e13e66fdb7c30b137a58ced4e12f7646d74a37ae1456e4ea527a5d2',
    ],
    ['delta_ori_iv-ld_density_control', 211, '85fa18d32c14aa087d8c7a96bb797c37fc3fc176f24f5066910c0d49614bce8d'],
    ['delta_ori_iv-synapse_density', 241, '808e859ab2c2682fa1b9fa80702fbc92ee8a06d15a4ba6020cea2a1e97e27fce'],
  ],
};
